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
	skill_check_enqueue();
	return skill_check_element( skill_check_resolved( is_array( $attributes ) ? $attributes : array(), skill_check_is_trusted() ) );
}

/**
 * The values that the options have, clean: those of the page, as far as it may set them, else those of the settings.
 *
 * @param array $attributes What the page says.
 * @param bool  $is_trusted Whether it may lead elsewhere.
 */
function skill_check_resolved( $attributes, $is_trusted ) {
	$settings = get_option( SKILL_CHECK_OPTION, array() );
	$settings = is_array( $settings ) ? $settings : array();
	$options  = skill_check_options();
	$values   = array();
	$own      = array();
	foreach ( $options as $name => $option ) {
		$is_taken = isset( $attributes[ $name ] ) && ( $is_trusted || empty( $option['guarded'] ) );
		$value    = skill_check_clean( $option, $is_taken ? $attributes[ $name ] : '' );
		if ( '' !== $value ) {
			$own[ $name ] = true;
		} elseif ( isset( $settings[ $name ] ) ) {
			$value = skill_check_clean( $option, $settings[ $name ] );
		}
		if ( '' !== $value ) {
			$values[ $name ] = $value;
		}
	}
	// A page's own words don't lead where the words of the settings do.
	foreach ( array_keys( $own ) as $name ) {
		$link = str_replace( '_text', '_link', $name );
		if ( $link !== $name && ! isset( $own[ $link ] ) ) {
			unset( $values[ $link ] );
		}
	}
	return $values;
}

/**
 * The element, and what has to stand before it.
 *
 * @param string[] $values The values that the options have, clean.
 */
function skill_check_element( $values ) {
	$html = '';
	foreach ( skill_check_options() as $name => $option ) {
		if ( isset( $option['attribute'], $values[ $name ] ) ) {
			$html .= ' ' . $option['attribute'] . '="' . esc_attr( $values[ $name ] ) . '"';
		}
	}
	// An optimiser may move the script, or put its text into the page; the files stay where they are.
	$files = '<script type="application/json" data-skill-check-base="' . esc_url( plugins_url( 'check', SKILL_CHECK_FILE ) ) . '">{}</script>';
	list( $class, $style ) = skill_check_look( $values );
	return $files . skill_check_placed() . $style . '<skill-check' . $class . $html . '>' . skill_check_screen( $values ) . skill_check_words( $values ) . '</skill-check>';
}

/**
 * The first screen as the build has drawn it, which is there before any script, for search engines, too; nothing where
 * the element will show another one. If it does all the same, it takes the screen's place.
 *
 * @param string[] $values The values that the options have, clean.
 */
function skill_check_screen( $values ) {
	$others     = array( 'family', 'level', 'mode', 'ladder', 'areas', 'kiosk', 'autostart', 'privacy' );
	$catalogues = skill_check_described()['catalogues'];
	if ( is_feed() || ! $catalogues || array_intersect_key( $values, array_flip( $others ) ) ) {
		return '';
	}
	$id       = isset( $values['catalogue'] ) ? $values['catalogue'] : $catalogues[0]['id'];
	$language = strtok( isset( $values['lang'] ) ? $values['lang'] : get_bloginfo( 'language' ), '-_' );
	$path     = plugin_dir_path( SKILL_CHECK_FILE ) . 'check/screens/' . preg_replace( '/[^a-z0-9.-]/', '', strtolower( "$id.$language.html" ) );
	if ( ! is_readable( $path ) ) {
		return '';
	}
	ob_start();
	readfile( $path ); // phpcs:ignore WordPress.WP.AlternativeFunctions.file_system_operations_readfile -- A file of the plugin's own, without PHP in it.
	return ob_get_clean();
}

/**
 * The site's own words, each in its place.
 *
 * @param string[] $values The values that the options have, clean.
 */
function skill_check_words( $values ) {
	$html = '';
	foreach ( skill_check_options_of_words() as $name => $option ) {
		if ( ! isset( $option['slot'], $values[ $name ] ) ) {
			continue;
		}
		$link = str_replace( '_text', '_link', $name );
		$text = 'brand' === $name && '-' === $values[ $name ] ? '' : esc_html( $values[ $name ] );
		if ( $link !== $name && isset( $values[ $link ] ) ) {
			$text = '<a href="' . esc_url( $values[ $link ], array( 'https', 'http', 'mailto' ) ) . '">' . $text . '</a>';
		}
		// Title, sentence and name stand in pieces that have no room for paragraphs.
		$tag   = $link === $name ? 'span' : 'p';
		$html .= "<$tag slot=\"{$option['slot']}\">$text</$tag>";
	}
	return $html;
}

/** Keeps the place of the check until its script is there, which an optimiser may hold back; once a page. */
function skill_check_placed() {
	static $is_said = false;
	$rule           = $is_said ? '' : '<style>skill-check:not(:defined){display:block;min-block-size:100svh}</style>';
	$is_said        = true;
	return $rule;
}

/**
 * Whether the page on show was written by people who may write any HTML: its author, and whoever
 * edited it last. What is no page of anybody's, such as a widget, is not.
 */
function skill_check_is_trusted() {
	$post = get_post();
	if ( ! $post ) {
		return false;
	}
	$last = (int) get_post_meta( $post->ID, '_edit_last', true );
	foreach ( array( (int) $post->post_author, $last ? $last : (int) $post->post_author ) as $user ) {
		if ( ! user_can( $user, 'unfiltered_html' ) ) {
			return false;
		}
	}
	return true;
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

/**
 * Keeps the common optimisers from moving, joining and holding back the script.
 *
 * @param array $excluded What is left alone already.
 */
function skill_check_exclude( $excluded ) {
	$path = wp_parse_url( skill_check_script(), PHP_URL_PATH );
	return array_merge( (array) $excluded, array( $path ) );
}
foreach ( array( 'rocket_exclude_js', 'rocket_delay_js_exclusions', 'rocket_exclude_defer_js', 'litespeed_optimize_js_excludes', 'litespeed_optm_js_defer_exc', 'sgo_js_minify_exclude', 'sgo_js_async_exclude', 'sgo_javascript_combine_exclude' ) as $skill_check_filter ) {
	add_filter( $skill_check_filter, 'skill_check_exclude' );
}

/** The address of the script; the files that it loads lie beside it. */
function skill_check_script() {
	return plugins_url( 'check/skill-check.js', SKILL_CHECK_FILE );
}

/** Prints the tag of the script. */
function skill_check_print_script() {
	wp_print_script_tag(
		array(
			'type'           => 'module',
			'src'            => add_query_arg( 'ver', SKILL_CHECK_VERSION, skill_check_script() ),
			'referrerpolicy' => 'no-referrer',
		)
	);
}
