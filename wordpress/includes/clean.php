<?php
/**
 * What comes from a form, a shortcode or a block, as it may be used.
 *
 * @package SkillCheck
 */

defined( 'ABSPATH' ) || exit;

/** A colour of the theme's palette, by the name that WordPress gives it. */
const SKILL_CHECK_PRESET = '/^var\(--wp--preset--color--[a-z0-9]+(-[a-z0-9]+)*\)$/';
/** The parts of a result that can be put in an order. */
const SKILL_CHECK_SECTIONS = array( 'steps', 'areas', 'profiles', 'plan', 'answers' );
/** How long words of the site may be. */
const SKILL_CHECK_TEXT_MAX = 500;

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
			return preg_match( SKILL_CHECK_PRESET, $value ) ? $value : (string) sanitize_hex_color( $value );
		case 'length':
			return preg_match( '/^(\d|1\d|20)(px)?$/', $value, $parts ) ? $parts[1] . 'px' : '';
		case 'size':
		case 'width':
			return skill_check_clean_size( $option['kind'], $value );
		case 'factor':
			return preg_match( '/^[01](\.\d{1,2})?$/', $value ) ? $value : '';
		case 'ids':
			return preg_match( '/^[a-z0-9 -]{1,800}$/', $value ) ? $value : '';
		case 'sections':
			return skill_check_clean_sections( $value );
		case 'minutes':
			return preg_match( '/^([1-9]|[1-5]\d|60)$/', $value ) ? $value : '';
		case 'font':
			return skill_check_clean_font( $value );
		case 'url':
			return esc_url_raw( $value, array( 'https', 'http' ) );
		case 'recipient':
			return esc_url_raw( $value, array( 'https', 'mailto' ) );
		case 'link':
			return skill_check_clean_link( $value );
		case 'search':
			return skill_check_clean_search( $value );
		case 'text':
			return mb_substr( sanitize_text_field( $value ), 0, SKILL_CHECK_TEXT_MAX );
		case 'courses':
			return skill_check_clean_courses( $value );
	}
	return '';
}

/**
 * A list of fonts that can't end the declaration that it stands in; by the same rule as embed/font.js.
 *
 * @param string $value What came.
 */
function skill_check_clean_font( $value ) {
	$value = sanitize_text_field( $value );
	$fits  = strlen( $value ) <= 200 && ! preg_match( '/[;:{}<>()\[\]\\\\@&]|\/\*/', $value );
	// A quotation mark that stays open would swallow what follows.
	$closed = 0 === substr_count( $value, '"' ) % 2 && 0 === substr_count( $value, "'" ) % 2;
	return $fits && $closed ? $value : '';
}

/**
 * A length that is no share of anything, or none at all where a width may be one.
 *
 * @param string $kind  "size" or "width".
 * @param string $value What came.
 */
function skill_check_clean_size( $kind, $value ) {
	if ( 'width' === $kind && 'none' === $value ) {
		return $value;
	}
	return preg_match( '/^(\d{1,4}(?:\.\d{1,2})?)(px|rem|em)?$/', $value, $parts ) ? $parts[1] . ( isset( $parts[2] ) ? $parts[2] : 'px' ) : '';
}

/**
 * Parts of a result in an order, each once.
 *
 * @param string $value What came.
 */
function skill_check_clean_sections( $value ) {
	$parts = preg_split( '/[\s,]+/', $value, -1, PREG_SPLIT_NO_EMPTY );
	$known = array() === array_diff( $parts, SKILL_CHECK_SECTIONS );
	return $known ? implode( ' ', array_unique( $parts ) ) : '';
}

/**
 * Where words of the site lead: elsewhere by https, a mail, or a path of this site.
 *
 * @param string $value What came.
 */
function skill_check_clean_link( $value ) {
	if ( preg_match( '#^/([^/\\\\]|$)#', $value ) || preg_match( '#^https://[^/@]+(/|$|\?|\#)#i', $value ) ) {
		return esc_url_raw( $value, array( 'https' ) );
	}
	return preg_match( '/^mailto:[^\s@]+@[^\s@]+$/i', $value ) ? esc_url_raw( $value, array( 'mailto' ) ) : '';
}

/**
 * An address by https with a place for what is searched for, which is not in the name of the host.
 *
 * @param string $value What came.
 */
function skill_check_clean_search( $value ) {
	if ( ! preg_match( '#^https://[^/{}@?\#]+[/?][^{}]*(\{query\}[^{}]*)+$#i', $value ) ) {
		return '';
	}
	// WordPress takes braces out of addresses.
	$place = 'skill-check-query';
	return str_replace( $place, '{query}', esc_url_raw( str_replace( '{query}', $place, $value ), array( 'https' ) ) );
}
