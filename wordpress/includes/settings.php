<?php
/**
 * The page with the settings, by the Settings API: it sees to nonce and permission.
 *
 * @package SkillCheck
 */

defined( 'ABSPATH' ) || exit;

add_action( 'admin_menu', 'skill_check_menu' );
add_action( 'admin_init', 'skill_check_register_settings' );
add_action( 'admin_init', 'skill_check_privacy' );

/** Adds the page under Settings. */
function skill_check_menu() {
	$title = __( 'Skill Check', 'skill-check' );
	$page  = add_options_page( $title, $title, 'manage_options', 'skill-check', 'skill_check_settings_page' );
	add_action( 'admin_print_styles-' . $page, 'skill_check_colour_pickers' );
}

/** Gives the colours the picker that WordPress has; without scripts they are fields for text. */
function skill_check_colour_pickers() {
	wp_enqueue_style( 'wp-color-picker' );
	wp_enqueue_script( 'wp-color-picker' );
	wp_add_inline_script( 'wp-color-picker', 'jQuery( function ( $ ) { $( ".skill-check-colour" ).wpColorPicker(); } );' );
}

/** Declares the settings and their fields. */
function skill_check_register_settings() {
	register_setting(
		'skill_check',
		SKILL_CHECK_OPTION,
		array(
			'type'              => 'array',
			'default'           => array(),
			'sanitize_callback' => 'skill_check_sanitize',
		)
	);
	$sections = array(
		array( 'check', __( 'Check', 'skill-check' ), skill_check_options_of_check() ),
		array( 'look', __( 'Look', 'skill-check' ), skill_check_options_of_look() ),
		array( 'courses', __( 'Courses', 'skill-check' ), skill_check_options_of_courses() ),
	);
	foreach ( $sections as list( $section, $title, $options ) ) {
		add_settings_section( $section, $title, '__return_null', 'skill-check' );
		foreach ( $options as $name => $option ) {
			$field = array(
				'name'      => $name,
				'option'    => $option,
				'label_for' => 'skill_check_' . $name,
			);
			add_settings_field( $field['label_for'], esc_html( $option['label'] ), 'skill_check_field', 'skill-check', $section, $field );
		}
	}
}

/**
 * What is stored: only options that there are, each as it may be. One that may not be keeps its
 * former value, and is named.
 *
 * @param mixed $input What the form sent.
 */
function skill_check_sanitize( $input ) {
	$input  = is_array( $input ) ? $input : array();
	$before = get_option( SKILL_CHECK_OPTION, array() );
	$clean  = array();
	foreach ( skill_check_options() as $name => $option ) {
		$given = isset( $input[ $name ] ) && is_scalar( $input[ $name ] ) ? trim( (string) $input[ $name ] ) : '';
		$value = skill_check_clean( $option, $given );
		if ( '' !== $given && '' === $value ) {
			$value = is_array( $before ) && isset( $before[ $name ] ) ? skill_check_clean( $option, $before[ $name ] ) : '';
			add_settings_error( SKILL_CHECK_OPTION, 'skill_check_' . $name, skill_check_refusal( $option, $given ) );
		}
		if ( '' !== $value ) {
			$clean[ $name ] = $value;
		}
	}
	return $clean;
}

/**
 * Why a value is refused.
 *
 * @param array  $option The option.
 * @param string $given  The value.
 */
function skill_check_refusal( $option, $given ) {
	/* translators: %s: the name of an option. */
	$message = sprintf( __( '“%s” was not changed: the value can’t be used.', 'skill-check' ), $option['label'] );
	if ( isset( $option['kind'] ) && 'courses' === $option['kind'] ) {
		list( , $problem ) = skill_check_courses( $given );
		$message          .= ' ' . $problem;
	}
	return esc_html( $message );
}

/**
 * One field of the form.
 *
 * @param array $field Name and option.
 */
function skill_check_field( $field ) {
	$settings = get_option( SKILL_CHECK_OPTION, array() );
	$value    = is_array( $settings ) && isset( $settings[ $field['name'] ] ) ? $settings[ $field['name'] ] : '';
	$option   = $field['option'];
	$id       = $field['label_for'];
	$name     = SKILL_CHECK_OPTION . '[' . $field['name'] . ']';
	$help     = isset( $option['help'] ) ? $id . '_help' : '';
	if ( isset( $option['choices'] ) ) {
		printf( '<select id="%s" name="%s">', esc_attr( $id ), esc_attr( $name ) );
		skill_check_choices( $option['choices'], $value );
		echo '</select>';
	} elseif ( 'courses' === $option['kind'] ) {
		printf( '<textarea id="%s" name="%s" rows="8" class="large-text code" spellcheck="false" aria-describedby="%s">%s</textarea>', esc_attr( $id ), esc_attr( $name ), esc_attr( $help ), esc_textarea( $value ) );
	} else {
		$class = 'colour' === $option['kind'] ? 'skill-check-colour' : 'regular-text';
		printf( '<input type="text" id="%s" name="%s" value="%s" class="%s" aria-describedby="%s">', esc_attr( $id ), esc_attr( $name ), esc_attr( $value ), esc_attr( $class ), esc_attr( $help ) );
	}
	if ( '' !== $help ) {
		printf( '<p class="description" id="%s">%s</p>', esc_attr( $help ), esc_html( $option['help'] ) );
	}
}

/**
 * The entries of a list to choose from.
 *
 * @param array  $choices Labels by value; a list of them is a group.
 * @param string $value   The one that is chosen.
 */
function skill_check_choices( $choices, $value ) {
	foreach ( $choices as $key => $label ) {
		if ( is_array( $label ) ) {
			printf( '<optgroup label="%s">', esc_attr( $key ) );
			skill_check_choices( $label, $value );
			echo '</optgroup>';
		} else {
			printf( '<option value="%s"%s>%s</option>', esc_attr( $key ), selected( $value, (string) $key, false ), esc_html( $label ) );
		}
	}
}

/** The page. */
function skill_check_settings_page() {
	if ( ! current_user_can( 'manage_options' ) ) {
		return;
	}
	echo '<div class="wrap"><h1>' . esc_html( get_admin_page_title() ) . '</h1>';
	echo '<p>' . esc_html__( 'Put the check on a page with the block “Skill Check”, or write [skill_check]. These are the defaults for both.', 'skill-check' ) . '</p>';
	echo '<form action="' . esc_url( admin_url( 'options.php' ) ) . '" method="post">';
	settings_fields( 'skill_check' );
	do_settings_sections( 'skill-check' );
	submit_button();
	echo '</form></div>';
}

/** Suggests a text for the site's privacy policy. */
function skill_check_privacy() {
	$text = __( 'On our page with the skill check you can rate your own skills. The check runs entirely in your browser. Your answers and your result are sent neither to us nor to anyone else; no cookies are set for it. So that you can go on after reloading the page, your progress is kept in your browser’s storage for this tab. As a rule it goes with the tab; if your browser reopens a closed tab, it is back. Only if you choose “Remember on this device” is it kept for up to 90 days after the last change. A result that you keep on purpose stays in your browser for up to two years. “Delete my data” removes both at any time, in all open windows. If you share your result as a link, the link contains your answers, unless you share the result alone; whoever has it can see the result.', 'skill-check' );
	wp_add_privacy_policy_content( __( 'Skill Check', 'skill-check' ), '<p>' . esc_html( $text ) . '</p>' );
}
