<?php
// Where the first screen stands in the page's HTML.

require __DIR__ . '/wp-load.php';

$settings = get_option( SKILL_CHECK_OPTION );
update_option( SKILL_CHECK_OPTION, array() );
$shown = array();
foreach ( array( '"lang":"en"', '"lang":"de-AT"', '"lang":"de","level":"senior"', '"lang":"de","catalogue":"data-analyst"' ) as $attributes ) {
	$shown[ $attributes ] = apply_filters( 'the_content', '<!-- wp:skill-check/check {' . $attributes . '} /-->' );
}
$shown['shortcode'] = apply_filters( 'the_content', '[skill_check lang="de"]' );
update_option( SKILL_CHECK_OPTION, $settings );
echo wp_json_encode( $shown );
