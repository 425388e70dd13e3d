<?php
/**
 * Plugin Name:       Skill Check
 * Description:       Visitors find out where they stand and what to learn next. Runs in the browser; no answer leaves the device.
 * Version:           {version}
 * Update URI:        false
 * Author:            The authors of Skill Check
 * Requires at least: 6.1
 * Requires PHP:      7.4
 * License:           MIT OR Apache-2.0
 * License URI:       https://spdx.org/licenses/MIT.html
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
require __DIR__ . '/includes/courses.php';
require __DIR__ . '/includes/palette.php';
require __DIR__ . '/includes/render.php';
require __DIR__ . '/includes/block.php';
require __DIR__ . '/includes/courses-table.php';
require __DIR__ . '/includes/settings.php';

add_filter( 'load_textdomain_mofile', 'skill_check_german', 10, 2 );
add_action( 'init', 'skill_check_init' );
add_filter( 'plugin_action_links_' . plugin_basename( __FILE__ ), 'skill_check_action_links' );

/**
 * One German for all of WordPress's: it is formal, and the same in Austria and Switzerland.
 *
 * @param string $file   The file with texts that is wanted.
 * @param string $domain Whose texts are wanted.
 */
function skill_check_german( $file, $domain ) {
	$is_german = 'skill-check' === $domain && preg_match( '/-de_\w+\.mo$/', $file );
	return $is_german && ! is_readable( $file ) ? __DIR__ . '/languages/skill-check-de_DE.mo' : $file;
}

/** Loads the texts, and registers shortcode and block. */
function skill_check_init() {
	load_plugin_textdomain( 'skill-check', false, dirname( plugin_basename( SKILL_CHECK_FILE ) ) . '/languages' );
	add_shortcode( 'skill_check', 'skill_check_render' );
	skill_check_register_block();
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
