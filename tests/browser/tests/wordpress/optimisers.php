<?php
// What the plugin tells optimisers, and what it writes for where they move or hold back the script all the same.

require __DIR__ . '/wp-load.php';

$names = array( 'rocket_exclude_js', 'rocket_delay_js_exclusions', 'rocket_exclude_defer_js', 'litespeed_optimize_js_excludes', 'litespeed_optm_js_defer_exc', 'sgo_js_minify_exclude', 'sgo_js_async_exclude', 'sgo_javascript_combine_exclude' );
$left  = array();
foreach ( $names as $name ) {
	$left[ $name ] = apply_filters( $name, array( 'theirs.js' ) );
}
echo wp_json_encode(
	array(
		'left' => $left,
		'html' => do_shortcode( '[skill_check] [skill_check]' ),
	)
);
