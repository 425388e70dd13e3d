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
	add_action( 'admin_print_styles-' . $page, 'skill_check_settings_files' );
}

/** The page's style and script, with WordPress's picker for colours. */
function skill_check_settings_files() {
	wp_enqueue_style( 'wp-color-picker' );
	wp_enqueue_style( 'skill-check-settings', plugins_url( 'admin/settings.css', SKILL_CHECK_FILE ), array(), SKILL_CHECK_VERSION );
	wp_enqueue_script( 'skill-check-settings', plugins_url( 'admin/settings.js', SKILL_CHECK_FILE ), array( 'wp-color-picker', 'skill-check-contrast' ), SKILL_CHECK_VERSION, true );
	wp_add_inline_script( 'skill-check-settings', 'window.skillCheckContrasts = ' . wp_json_encode( skill_check_contrasts() ) . ';', 'before' );
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
		array( 'words', __( 'Your own words', 'skill-check' ), skill_check_options_of_words() ),
		array( 'courses', __( 'Courses and results', 'skill-check' ), skill_check_options_of_site() ),
	);
	foreach ( $sections as list( $section, $title, $options ) ) {
		add_settings_section( $section, $title, 'look' === $section ? 'skill_check_contrast_place' : '__return_null', 'skill-check' );
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

/** Where the page's script says which colours can't be read. */
function skill_check_contrast_place() {
	echo '<div id="skill_check_contrast" role="status"></div>';
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
	$before = is_array( $before ) ? $before : array();
	if ( isset( $input['modules_rows'] ) && ! isset( $input['end'] ) ) {
		add_settings_error( SKILL_CHECK_OPTION, 'skill_check_end', esc_html__( 'Nothing was changed: the server takes fewer fields than there are here. Switch scripts on, or let PHP take more (max_input_vars).', 'skill-check' ) );
		return $before;
	}
	if ( isset( $input['modules_rows'] ) || isset( $input['modules_json'] ) ) {
		$input['modules'] = skill_check_gathered( $input );
	}
	$clean = array();
	foreach ( skill_check_options() as $name => $option ) {
		$preset = isset( $input[ $name . '_preset' ] ) ? $input[ $name . '_preset' ] : '';
		$given  = '' === $preset && isset( $input[ $name ] ) ? $input[ $name ] : $preset;
		$given  = is_scalar( $given ) ? trim( (string) $given ) : '';
		$value  = skill_check_clean( $option, $given );
		if ( '' !== $given && '' === $value ) {
			$value = isset( $before[ $name ] ) ? skill_check_clean( $option, $before[ $name ] ) : '';
			add_settings_error( SKILL_CHECK_OPTION, 'skill_check_' . $name, skill_check_refusal( $option, $given ) );
			if ( 'modules' === $name ) {
				set_transient( skill_check_draft(), $given, HOUR_IN_SECONDS );
			}
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
	$kind     = isset( $option['choices'] ) ? 'choices' : $option['kind'];
	if ( 'choices' === $kind ) {
		printf( '<select id="%s" name="%s">', esc_attr( $id ), esc_attr( $name ) );
		skill_check_choices( $option['choices'], $value );
		echo '</select>';
	} elseif ( 'courses' === $kind ) {
		skill_check_courses_field( $id, $value );
	} elseif ( 'colour' === $kind ) {
		skill_check_colour_field( $field, $value );
	} else {
		printf( '<input type="text" id="%s" name="%s" value="%s" class="%s" aria-describedby="%s">', esc_attr( $id ), esc_attr( $name ), esc_attr( $value ), 'text' === $kind || 'link' === $kind ? 'large-text' : 'regular-text', esc_attr( $help ) );
	}
	if ( '' !== $help ) {
		printf( '<p class="description" id="%s">%s</p>', esc_attr( $help ), esc_html( $option['help'] ) );
	}
}

/**
 * A colour: one of the theme's, which then follows the theme, or one of the site's own.
 *
 * @param array  $field Name and option.
 * @param string $value What is stored.
 */
function skill_check_colour_field( $field, $value ) {
	$id      = $field['label_for'];
	$name    = $field['name'];
	$choices = wp_list_pluck( skill_check_palette(), 'name', 'value' );
	$is_own  = ! preg_match( SKILL_CHECK_PRESET, $value );
	if ( ! $is_own && ! isset( $choices[ $value ] ) ) {
		// Another theme's.
		$choices[ $value ] = $value;
	}
	echo '<div class="skill-check-colours">';
	if ( array() !== $choices ) {
		/* translators: %s: which colour, such as “Accent”. */
		printf( '<select id="%s" name="%s" aria-label="%s">', esc_attr( $id . '_preset' ), esc_attr( SKILL_CHECK_OPTION . "[{$name}_preset]" ), esc_attr( sprintf( __( '%s: a colour of the theme', 'skill-check' ), $field['option']['label'] ) ) );
		skill_check_choices( array( '' => __( 'A colour of your own', 'skill-check' ) ) + $choices, $is_own ? '' : $value );
		echo '</select>';
	}
	printf( '<input type="text" id="%s" name="%s" value="%s" class="regular-text"></div>', esc_attr( $id ), esc_attr( SKILL_CHECK_OPTION . "[$name]" ), esc_attr( $is_own ? $value : '' ) );
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
	// The last field: where it is missing, PHP has left some out.
	echo '<input type="hidden" name="' . esc_attr( SKILL_CHECK_OPTION . '[end]' ) . '" value="1">';
	submit_button();
	echo '</form></div>';
}

/** Suggests a text for the site's privacy policy. */
function skill_check_privacy() {
	$text = __( 'On our page with the skill check you can rate your own skills. The check runs entirely in your browser. Your answers and your result are sent neither to us nor to anyone else; no cookies are set for it. So that you can go on after reloading the page, your progress is kept in your browser’s storage for this tab. As a rule it goes with the tab; if your browser reopens a closed tab, it is back. Only if you choose “Remember on this device” is it kept for up to 90 days after the last change. A result that you keep on purpose stays in your browser for up to two years. “Delete my data” removes both at any time, in all open windows. If you share your result as a link, the link contains your answers, unless you share the result alone; whoever has it can see the result.', 'skill-check' );
	wp_add_privacy_policy_content( __( 'Skill Check', 'skill-check' ), '<p>' . esc_html( $text ) . '</p>' );
}
