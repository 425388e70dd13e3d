<?php
/**
 * The site's own courses: what a list of them may hold.
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
const SKILL_CHECK_COURSES_MAX    = 200;

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
 * What the fields of a course are called, each with its kind: `choices`, `many` of them, `day`, `count`,
 * `tick`, `address`, or words.
 */
function skill_check_course_fields() {
	return array(
		'module'        => array( __( 'Module', 'skill-check' ), 'module' ),
		'provider'      => array( __( 'Provider', 'skill-check' ), 'words' ),
		'name'          => array( __( 'Course', 'skill-check' ), 'words' ),
		'url'           => array( __( 'Address', 'skill-check' ), 'address' ),
		'format'        => array( __( 'How it is held', 'skill-check' ), 'words' ),
		'start'         => array( __( 'Begins on', 'skill-check' ), 'day' ),
		'duration'      => array( __( 'How long it takes', 'skill-check' ), 'words' ),
		'hours'         => array( __( 'Teaching hours', 'skill-check' ), 'count' ),
		'price'         => array( __( 'Price', 'skill-check' ), 'words' ),
		'certificate'   => array( __( 'Certificate', 'skill-check' ), 'choices' ),
		'language'      => array( __( 'Language of the course', 'skill-check' ), 'words' ),
		'accessible'    => array( __( 'For whom it is accessible', 'skill-check' ), 'words' ),
		'azav'          => array( __( 'AZAV number (Germany)', 'skill-check' ), 'words' ),
		'zfu'           => array( __( 'ZFU number (Germany)', 'skill-check' ), 'words' ),
		'checked'       => array( __( 'Details checked on', 'skill-check' ), 'day' ),
		'funding'       => array( __( 'What may pay for it', 'skill-check' ), 'many' ),
		'advertisement' => array( __( 'We are paid for showing it', 'skill-check' ), 'tick' ),
	);
}

/** What the kinds of certificates and of funding are called. */
function skill_check_course_choices() {
	return array(
		'certificate' => array(
			'attendance'  => __( 'Certificate of attendance', 'skill-check' ),
			'provider'    => __( 'Certificate of the provider', 'skill-check' ),
			'chamber'     => __( 'Certificate of a chamber', 'skill-check' ),
			'association' => __( 'Exam of a professional association', 'skill-check' ),
			'regulated'   => __( 'Regulated advanced qualification', 'skill-check' ),
			'university'  => __( 'University certificate or degree', 'skill-check' ),
		),
		'funding'     => array(
			'voucher'     => __( 'voucher of the employment service', 'skill-check' ),
			'employer'    => __( 'grant to the employer', 'skill-check' ),
			'leave'       => __( 'leave for education', 'skill-check' ),
			'state'       => __( 'grant of the state or region', 'skill-check' ),
			'advancement' => __( 'support for regulated advanced qualifications', 'skill-check' ),
		),
	);
}

/**
 * A value of a course, or '' for one that it may not have.
 *
 * @param string $key   Which value.
 * @param mixed  $value What came.
 */
function skill_check_course_value( $key, $value ) {
	switch ( $key ) {
		case 'hours':
			return is_int( $value ) && 0 < $value && SKILL_CHECK_COURSE_HOURS >= $value ? $value : '';
		case 'advertisement':
			return true === $value ? $value : '';
		case 'funding':
			$known = is_array( $value ) && array() === array_filter( $value, 'is_array' ) && array() === array_diff( $value, SKILL_CHECK_COURSE_CHOICES[ $key ] );
			return $known && array() !== $value ? array_values( $value ) : '';
	}
	if ( ! is_string( $value ) ) {
		return '';
	}
	$value = trim( $value );
	switch ( $key ) {
		case 'certificate':
			return in_array( $value, SKILL_CHECK_COURSE_CHOICES[ $key ], true ) ? $value : '';
		case 'start':
		case 'checked':
			return preg_match( '/^\d{4}-\d{2}-\d{2}$/', $value ) ? $value : '';
		case 'url':
			return esc_url_raw( $value, array( 'https', 'mailto' ) );
	}
	return sanitize_text_field( $value );
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
		return array( array(), sprintf( __( 'A list of at most %s courses is expected.', 'skill-check' ), number_format_i18n( SKILL_CHECK_COURSES_MAX ) ) );
	}
	$labels  = skill_check_course_fields();
	$courses = array();
	foreach ( $list as $index => $given ) {
		$course = array();
		foreach ( SKILL_CHECK_COURSE_KEYS as $key ) {
			$came  = is_array( $given ) && isset( $given[ $key ] ) ? $given[ $key ] : '';
			$value = skill_check_course_value( $key, $came );
			if ( '' !== $value ) {
				$course[ $key ] = $value;
			} elseif ( in_array( $key, SKILL_CHECK_COURSE_NEEDS, true ) || ! in_array( $came, array( '', false, array() ), true ) ) {
				/* translators: 1: the number of a course in a list, 2: the name of a field. */
				return array( array(), sprintf( __( 'Course %1$s, “%2$s”: it is missing, or can’t be used.', 'skill-check' ), number_format_i18n( $index + 1 ), $labels[ $key ][0] ) );
			}
		}
		$courses[] = $course;
	}
	return array( $courses, '' );
}

/**
 * The courses that a form has sent, as the JSON that is stored: of a list that was pasted or collected
 * by the page's script, else of the table's rows; where there are none, the address of a file.
 *
 * @param array $input What the form sent.
 */
function skill_check_gathered( $input ) {
	$pasted = isset( $input['modules_json'] ) && is_string( $input['modules_json'] ) ? trim( $input['modules_json'] ) : '';
	if ( '' !== $pasted && '[]' !== $pasted ) {
		return $pasted;
	}
	$courses = array();
	foreach ( isset( $input['modules_rows'] ) && is_array( $input['modules_rows'] ) ? $input['modules_rows'] : array() as $row ) {
		$row = array_filter(
			is_array( $row ) ? $row : array(),
			function ( $value ) {
				return is_array( $value ) || '' !== trim( (string) $value );
			}
		);
		if ( array() === $row ) {
			continue;
		}
		if ( isset( $row['hours'] ) && is_string( $row['hours'] ) && ctype_digit( $row['hours'] ) ) {
			$row['hours'] = (int) $row['hours'];
		}
		if ( isset( $row['advertisement'] ) ) {
			$row['advertisement'] = true;
		}
		$courses[] = $row;
	}
	if ( array() !== $courses ) {
		return (string) wp_json_encode( $courses, JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE );
	}
	return isset( $input['modules'] ) && is_string( $input['modules'] ) ? $input['modules'] : '';
}
