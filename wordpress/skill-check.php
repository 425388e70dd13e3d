<?php
/**
 * Plugin Name:       Skill Check
 * Description:       Visitors find out where they stand and what to learn next. Runs in the browser; no answer leaves the device.
 * Version:           {version}
 * Requires at least: 6.1
 * Requires PHP:      7.4
 * License:           MIT OR Apache-2.0
 * Text Domain:       skill-check
 * Domain Path:       /languages
 *
 * @package SkillCheck
 */

defined( 'ABSPATH' ) || exit;

define( 'SKILL_CHECK_FILE', __FILE__ );
define( 'SKILL_CHECK_VERSION', '{version}' );

require __DIR__ . '/includes/options.php';
require __DIR__ . '/includes/clean.php';
require __DIR__ . '/includes/render.php';
require __DIR__ . '/includes/settings.php';

add_filter( 'plugin_locale', 'skill_check_locale', 10, 2 );
add_action( 'init', 'skill_check_init' );
add_filter( 'plugin_action_links_' . plugin_basename( __FILE__ ), 'skill_check_action_links' );

/**
 * One German for all of WordPress's: it is formal, and the same in Austria and Switzerland.
 *
 * @param string $locale The locale that is wanted.
 * @param string $domain Whose texts are wanted.
 */
function skill_check_locale( $locale, $domain ) {
	return 'skill-check' === $domain && 0 === strpos( $locale, 'de' ) ? 'de_DE' : $locale;
}

/** Loads the texts and registers shortcode and block. */
function skill_check_init() {
	load_plugin_textdomain( 'skill-check', false, dirname( plugin_basename( SKILL_CHECK_FILE ) ) . '/languages' );
	add_shortcode( 'skill_check', 'skill_check_render' );
	wp_register_script(
		'skill-check-block',
		plugins_url( 'block/block.js', SKILL_CHECK_FILE ),
		array( 'wp-blocks', 'wp-element', 'wp-components', 'wp-block-editor' ),
		SKILL_CHECK_VERSION,
		true
	);
	if ( is_admin() ) {
		// The block's script has no text of its own.
		wp_add_inline_script(
			'skill-check-block',
			'window.skillCheckBlock = ' . wp_json_encode( skill_check_block_texts() ) . ';',
			'before'
		);
	}
	register_block_type( __DIR__ . '/block', array( 'render_callback' => 'skill_check_render_block' ) );
}

/** What the block shows in the editor: texts, and the choices of each option that it has. */
function skill_check_block_texts() {
	$choices = array();
	foreach ( skill_check_options() as $name => $option ) {
		if ( empty( $option['block'] ) ) {
			continue;
		}
		$list = array();
		foreach ( $option['choices'] as $value => $label ) {
			foreach ( is_array( $label ) ? $label : array( $value => $label ) as $key => $text ) {
				if ( '' !== (string) $key ) {
					$list[] = array(
						'value' => (string) $key,
						'label' => $text,
					);
				}
			}
		}
		$choices[] = array(
			'name'    => $name,
			'label'   => $option['label'],
			'options' => $list,
		);
	}
	return array(
		'title'   => __( 'Skill Check', 'skill-check' ),
		'text'    => __( 'Visitors see the check here. What is not chosen for this block comes from the settings.', 'skill-check' ),
		'options' => __( 'Options', 'skill-check' ),
		'default' => __( 'As in the settings', 'skill-check' ),
		'choices' => $choices,
	);
}

/**
 * The way from the list of plugins to the settings.
 *
 * @param string[] $links The links of this plugin.
 */
function skill_check_action_links( $links ) {
	$url = admin_url( 'options-general.php?page=skill-check' );
	array_unshift( $links, sprintf( '<a href="%s">%s</a>', esc_url( $url ), esc_html__( 'Settings', 'skill-check' ) ) );
	return $links;
}
