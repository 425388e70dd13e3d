<?php
/**
 * What comes from a form, a shortcode or a block, as it may be used.
 *
 * @package SkillCheck
 */

defined( 'ABSPATH' ) || exit;

/** What a course has to say, and what it may say; see courses.schema.json of the check. */
const SKILL_CHECK_COURSE_NEEDS = array( 'module', 'provider', 'name', 'url' );
const SKILL_CHECK_COURSE_KEYS  = array( 'module', 'provider', 'name', 'url', 'format', 'start', 'duration', 'price', 'checked', 'hours', 'certificate', 'azav', 'zfu', 'funding', 'language', 'accessible', 'advertisement' );
/** The values of a course's fields that have only some. */
const SKILL_CHECK_COURSE_CHOICES = array(
	'certificate' => array( 'attendance', 'provider', 'chamber', 'association', 'regulated', 'university' ),
	'funding'     => array( 'voucher', 'employer', 'leave', 'state', 'advancement' ),
);
const SKILL_CHECK_COURSE_HOURS   = 10000;
const SKILL_CHECK_COURSES_MAX  = 200;

/**
 * A value as the option may have it, or '' for one that it may not have.
 *
 * @param array $option One of skill_check_options().
 * @param mixed $value  What came.
 */
function skill_check_clean( $option, $value ) {
	if ( ! is_scalar( $value ) ) {
		return '';
	}
	$value = trim( (string) $value );
	if ( isset( $option['choices'] ) ) {
		return in_array( $value, skill_check_values( $option['choices'] ), true ) ? $value : '';
	}
	switch ( $option['kind'] ) {
		case 'colour':
			return (string) sanitize_hex_color( $value );
		case 'length':
			return preg_match( '/^(\d|1\d|20)(px)?$/', $value, $parts ) ? $parts[1] . 'px' : '';
		case 'font':
			return skill_check_clean_font( $value );
		case 'url':
			return esc_url_raw( $value, array( 'https', 'http' ) );
		case 'courses':
			return skill_check_clean_courses( $value );
	}
	return '';
}

/**
 * A list of fonts that can't end the declaration that it stands in.
 *
 * @param string $value What came.
 */
function skill_check_clean_font( $value ) {
	$value = sanitize_text_field( $value );
	$fits  = strlen( $value ) <= 200 && ! preg_match( '/[;:{}<>()\\\\@&]|\/\*/', $value );
	// A quotation mark that stays open would swallow what follows.
	$closed = 0 === substr_count( $value, '"' ) % 2 && 0 === substr_count( $value, "'" ) % 2;
	return $fits && $closed ? $value : '';
}

/**
 * The courses as the element takes them: JSON without what no course has, or the address of a file.
 *
 * @param string $value What came.
 */
function skill_check_clean_courses( $value ) {
	if ( '[' !== substr( $value, 0, 1 ) ) {
		return preg_match( '#^(https?://|/[^/])#i', $value ) ? esc_url_raw( $value, array( 'https', 'http' ) ) : '';
	}
	list( $courses, $problem ) = skill_check_courses( $value );
	return '' === $problem ? (string) wp_json_encode( $courses, JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE ) : '';
}

/**
 * A value of a course, or '' for one that it may not have.
 *
 * @param string $key   Which value.
 * @param mixed  $value What came.
 */
function skill_check_course_value( $key, $value ) {
	if ( 'hours' === $key ) {
		return is_int( $value ) && 0 < $value && SKILL_CHECK_COURSE_HOURS >= $value ? $value : '';
	}
	if ( 'advertisement' === $key ) {
		return true === $value ? $value : '';
	}
	if ( 'funding' === $key ) {
		$known = is_array( $value ) && array() === array_diff( array_filter( $value, 'is_string' ), SKILL_CHECK_COURSE_CHOICES[ $key ] );
		return $known && array() !== $value ? array_values( array_filter( $value, 'is_string' ) ) : '';
	}
	if ( ! is_string( $value ) ) {
		return '';
	}
	if ( 'certificate' === $key ) {
		return in_array( $value, SKILL_CHECK_COURSE_CHOICES[ $key ], true ) ? $value : '';
	}
	return 'url' === $key ? esc_url_raw( trim( $value ), array( 'https', 'mailto' ) ) : sanitize_text_field( $value );
}

/**
 * The courses in a text, and the first thing that is wrong with them, with its place.
 *
 * @param string $json What came.
 */
function skill_check_courses( $json ) {
	$list = json_decode( $json, true );
	if ( ! is_array( $list ) || array_values( $list ) !== $list || count( $list ) > SKILL_CHECK_COURSES_MAX ) {
		/* translators: %s: a number. */
		return array( array(), sprintf( __( 'A list of at most %s courses in JSON is expected.', 'skill-check' ), number_format_i18n( SKILL_CHECK_COURSES_MAX ) ) );
	}
	$courses = array();
	foreach ( $list as $index => $given ) {
		$course = array();
		foreach ( SKILL_CHECK_COURSE_KEYS as $key ) {
			$value = skill_check_course_value( $key, is_array( $given ) && isset( $given[ $key ] ) ? $given[ $key ] : '' );
			if ( '' !== $value ) {
				$course[ $key ] = $value;
			} elseif ( in_array( $key, SKILL_CHECK_COURSE_NEEDS, true ) ) {
				/* translators: %s: a place in the JSON, such as [2].url. */
				return array( array(), sprintf( __( '%s is missing, or can’t be used.', 'skill-check' ), "[$index].$key" ) );
			}
		}
		$courses[] = $course;
	}
	return array( $courses, '' );
}
