<?php
/**
 * The element on a page, and its script.
 *
 * @package SkillCheck
 */

defined( 'ABSPATH' ) || exit;

/**
 * The element, for the shortcode: what it doesn't say comes from the settings.
 *
 * @param array|string $attributes What the shortcode says; '' for nothing.
 */
function skill_check_render( $attributes = array() ) {
	$attributes = is_array( $attributes ) ? $attributes : array();
	$settings   = get_option( SKILL_CHECK_OPTION, array() );
	$settings   = is_array( $settings ) ? $settings : array();
	$values     = array();
	foreach ( skill_check_options() as $name => $option ) {
		$value = skill_check_clean( $option, isset( $attributes[ $name ] ) ? $attributes[ $name ] : '' );
		if ( '' === $value && isset( $settings[ $name ] ) ) {
			$value = skill_check_clean( $option, $settings[ $name ] );
		}
		if ( '' !== $value ) {
			$values[ $name ] = $value;
		}
	}
	$html = '';
	foreach ( skill_check_options() as $name => $option ) {
		if ( isset( $option['attribute'], $values[ $name ] ) ) {
			$html .= ' ' . $option['attribute'] . '="' . esc_attr( $values[ $name ] ) . '"';
		}
	}
	skill_check_enqueue();
	list( $class, $style ) = skill_check_look( $values );
	return $style . '<skill-check' . $class . $html . '></skill-check>';
}

/**
 * The same for the block, in the wrapper that its alignment needs.
 *
 * @param array $attributes What the block says.
 */
function skill_check_render_block( $attributes ) {
	return '<div ' . get_block_wrapper_attributes() . '>' . skill_check_render( $attributes ) . '</div>';
}

/**
 * The look of one element: the class that it gets, and the style sheet for it. A `style` attribute
 * knows no dark mode.
 *
 * @param string[] $values The values that the options have, clean.
 */
function skill_check_look( $values ) {
	static $count = 0;
	$theme = isset( $values['theme'] ) ? $values['theme'] : 'auto';
	$rules = array( '', '' );
	foreach ( skill_check_options() as $name => $option ) {
		if ( isset( $option['property'], $values[ $name ] ) ) {
			$is_dark            = ! empty( $option['dark'] );
			$rules[ $is_dark ] .= $option['property'] . ':' . $values[ $name ] . ';';
		}
	}
	list( $rule, $dark ) = $rules;
	if ( 'dark' === $theme ) {
		$rule .= $dark;
	}
	$dark = 'auto' === $theme ? $dark : '';
	if ( '' === $rule . $dark ) {
		return array( '', '' );
	}
	++$count;
	$class = 'skill-check-' . $count;
	$css   = ".$class{{$rule}}";
	if ( '' !== $dark ) {
		$css .= "@media (prefers-color-scheme:dark){.$class{{$dark}}}";
	}
	return array( ' class="' . esc_attr( $class ) . '"', '<style>' . wp_strip_all_tags( $css ) . '</style>' );
}

/** Has the script on the page once: as a module where WordPress knows modules, else by a tag. */
function skill_check_enqueue() {
	if ( function_exists( 'wp_enqueue_script_module' ) ) {
		wp_enqueue_script_module( 'skill-check', skill_check_script(), array(), SKILL_CHECK_VERSION );
		return;
	}
	// WordPress before 6.5.
	if ( ! has_action( 'wp_footer', 'skill_check_print_script' ) ) {
		add_action( 'wp_footer', 'skill_check_print_script' );
	}
}

/** The address of the script; the files that it loads lie beside it. */
function skill_check_script() {
	return plugins_url( 'check/skill-check.js', SKILL_CHECK_FILE );
}

/** Prints the tag of the script. */
function skill_check_print_script() {
	wp_print_script_tag(
		array(
			'type' => 'module',
			'src'  => add_query_arg( 'ver', SKILL_CHECK_VERSION, skill_check_script() ),
		)
	);
}
