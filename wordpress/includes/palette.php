<?php
/**
 * The colours of the theme, and the check's own, for those who choose among them.
 *
 * @package SkillCheck
 */

defined( 'ABSPATH' ) || exit;

/** The theme's palette and what the site has added to it: each with name, value, and colour to show. */
function skill_check_palette() {
	$given   = wp_get_global_settings( array( 'color', 'palette' ) );
	$palette = array();
	foreach ( array( 'theme', 'custom' ) as $origin ) {
		foreach ( is_array( $given ) && isset( $given[ $origin ] ) && is_array( $given[ $origin ] ) ? $given[ $origin ] : array() as $entry ) {
			$value = 'var(--wp--preset--color--' . ( isset( $entry['slug'] ) ? _wp_to_kebab_case( $entry['slug'] ) : '' ) . ')';
			if ( preg_match( SKILL_CHECK_PRESET, $value ) && isset( $entry['color'] ) ) {
				$palette[ $value ] = array(
					'value' => $value,
					'name'  => isset( $entry['name'] ) ? $entry['name'] : $entry['slug'],
					'color' => $entry['color'],
				);
			}
		}
	}
	return array_values( $palette );
}

/** What the scripts of settings and editor need to say how well colours can be read. */
function skill_check_contrasts() {
	$labels   = array();
	$settings = get_option( SKILL_CHECK_OPTION, array() );
	$chosen   = array();
	foreach ( skill_check_options_of_look() as $name => $option ) {
		if ( isset( $option['kind'] ) && 'colour' === $option['kind'] ) {
			$labels[ $name ] = $option['label'];
			$chosen[ $name ] = is_array( $settings ) && isset( $settings[ $name ] ) ? $settings[ $name ] : '';
		}
	}
	$chosen['theme'] = is_array( $settings ) && isset( $settings['theme'] ) ? $settings['theme'] : 'auto';
	return array(
		'palette'  => skill_check_palette(),
		'defaults' => skill_check_described()['colours'],
		'labels'   => $labels,
		'settings' => $chosen,
		/* translators: 1: a colour such as “Text”, 2: what it stands on, 3: a number such as 3.1. */
		'weak'     => __( '“%1$s” on “%2$s” has a contrast of %3$s : 1, and 4.5 : 1 can be read. Visitors see the nearest tone that can.', 'skill-check' ),
	);
}
