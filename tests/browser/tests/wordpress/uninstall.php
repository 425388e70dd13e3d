<?php
// Deactivates and deletes the plugin, as the list of plugins does, and says what is left of it.

require __DIR__ . '/wp-load.php';
require ABSPATH . 'wp-admin/includes/admin.php';

$plugin = 'skill-check/skill-check.php';
$before = get_option( 'skill_check' );
deactivate_plugins( $plugin );
$deleted = delete_plugins( array( $plugin ) );
wp_cache_flush();
echo wp_json_encode(
	array(
		'before'  => $before,
		'deleted' => $deleted,
		'after'   => get_option( 'skill_check', 'nothing' ),
		'folder'  => file_exists( WP_PLUGIN_DIR . '/skill-check' ),
	)
);
