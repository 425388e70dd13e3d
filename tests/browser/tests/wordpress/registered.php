<?php
// What WordPress knows of the plugin: its head, its block and pattern, and what it asks about updates.

require __DIR__ . '/wp-load.php';
require_once ABSPATH . 'wp-admin/includes/admin.php';

$asked = '';
add_filter(
	'pre_http_request',
	function ( $answer, $arguments, $url ) use ( &$asked ) {
		if ( false !== strpos( $url, 'plugins/update-check' ) ) {
			$asked = $arguments['body']['plugins'];
		}
		return new WP_Error( 'offline' );
	},
	10,
	3
);
set_error_handler( '__return_true', E_USER_WARNING );
delete_site_transient( 'update_plugins' );
wp_update_plugins();
$plugins = json_decode( $asked, true );
$block   = WP_Block_Type_Registry::get_instance()->get_registered( 'skill-check/check' );
$pattern = WP_Block_Patterns_Registry::get_instance()->get_registered( 'skill-check/page' );
$german = array();
foreach ( array( 'fr_FR', 'de_AT', 'de_DE_formal', 'de_CH_informal', 'de_DE' ) as $locale ) {
	$other = function () use ( $locale ) {
		return $locale;
	};
	add_filter( 'determine_locale', $other );
	unload_textdomain( 'skill-check', true );
	load_plugin_textdomain( 'skill-check', false, 'skill-check/languages' );
	$german[ $locale ] = __( 'Colours', 'skill-check' );
	remove_filter( 'determine_locale', $other );
}
echo wp_json_encode(
	array(
		'german'     => $german,
		'version'    => get_bloginfo( 'version' ),
		'head'       => get_plugin_data( WP_PLUGIN_DIR . '/skill-check/skill-check.php' ),
		'update_uri' => $plugins['plugins']['skill-check/skill-check.php']['UpdateURI'],
		'api'        => $block->api_version,
		'title'      => $block->title,
		'example'    => $block->example,
		'attributes' => array_keys( $block->attributes ),
		'pattern'    => $pattern,
		'shown'      => do_blocks( $pattern['content'] ),
	)
);
