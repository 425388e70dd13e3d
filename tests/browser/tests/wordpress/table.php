<?php
// What becomes of the form where no script collects its rows: all that a course may have, what is wrong, and
// what PHP has cut off.

require __DIR__ . '/wp-load.php';
require_once ABSPATH . 'wp-admin/includes/admin.php';

$course = array(
	'module'        => 'online-pr',
	'provider'      => 'P',
	'name'          => 'N',
	'url'           => 'https://a.example/',
	'start'         => '2027-03-01',
	'hours'         => '48',
	'certificate'   => 'chamber',
	'funding'       => array( 'voucher', 'leave' ),
	'advertisement' => '1',
	'price'         => '',
);
$empty  = array(
	'module' => '',
	'name'   => ' ',
);

/** What is stored for some rows, and what is said of them. */
function stored( $rows, $rest = array( 'end' => '1' ) ) {
	global $wp_settings_errors;
	$wp_settings_errors = array();
	$stored             = skill_check_sanitize( array( 'modules_rows' => $rows ) + $rest );
	return array( isset( $stored['modules'] ) ? $stored['modules'] : '', wp_list_pluck( $wp_settings_errors, 'message' ) );
}

// The former courses stay where something is wrong; here there are none.
add_filter( 'option_skill_check', '__return_empty_array' );
$wrong = array();
foreach ( array( 'url' => 'http://a.example/', 'hours' => 'many', 'start' => 'soon', 'certificate' => 'gold', 'funding' => array( 'luck' ), 'provider' => '' ) as $key => $value ) {
	$wrong[ $key ] = stored( array( $course, array( $key => $value ) + $course ) );
}
echo wp_json_encode(
	array(
		'right'   => stored( array( 3 => $empty, 4 => $course ) ),
		'wrong'   => $wrong,
		'address' => stored( array( $empty ), array( 'end' => '1', 'modules' => '/courses.json' ) ),
		'cut'     => stored( array( $course ), array() ),
		'limits'  => array_map(
			function ( $case ) {
				return skill_check_clean( array( 'kind' => $case[0] ), $case[1] );
			},
			array(
				array( 'size', '24' ),
				array( 'size', '1.5rem' ),
				array( 'size', '50%' ),
				array( 'width', 'none' ),
				array( 'size', 'none' ),
				array( 'factor', '0.75' ),
				array( 'factor', '2' ),
				array( 'sections', 'answers,  steps answers' ),
				array( 'sections', 'steps pink' ),
				array( 'ids', 'platforms pr' ),
				array( 'ids', 'platforms"><b>' ),
				array( 'search', 'https://a.example/s?q={query}&x=1' ),
				array( 'search', 'https://a.example/s?q=' ),
				array( 'search', 'https://{query}.example/' ),
				array( 'search', 'http://a.example/{query}' ),
				array( 'link', '/privacy#a' ),
				array( 'link', '//evil.example' ),
				array( 'link', 'https://a.example/b?c=d' ),
				array( 'link', 'https://bank.example@evil.example/' ),
				array( 'link', 'mailto:a@b.example' ),
				array( 'link', 'javascript:alert(1)' ),
				array( 'colour', 'var(--wp--preset--color--accent-1)' ),
				array( 'colour', 'var(--wp--preset--color--a);x:y' ),
			)
		),
	)
);
