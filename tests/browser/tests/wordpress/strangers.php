<?php
// What becomes of the same page by somebody who may not write any HTML, and by the administrator.

require __DIR__ . '/wp-load.php';

$text   = '[skill_check result_base="https://stranger.example/" modules="https://stranger.example/courses.json" catalogue="https://stranger.example/c.bin" course_search="https://stranger.example/?q={query}" result_text="Call them" result_link="https://stranger.example/call"]'
	. '<!-- wp:skill-check/check {"lang":"en","result_base":"https://stranger.example/","end_text":"Call them","end_link":"https://stranger.example/call"} /-->';
$author = wp_insert_user(
	array(
		'user_login' => 'stranger',
		'user_pass'  => wp_generate_password(),
		'role'       => 'author',
	)
);
$shown  = array();
foreach ( array( 'author' => $author, 'administrator' => 1 ) as $who => $user ) {
	$id = wp_insert_post(
		array(
			'post_title'   => $who,
			'post_content' => $text,
			'post_author'  => $user,
			'post_status'  => 'publish',
		)
	);
	$GLOBALS['post'] = get_post( $id );
	$shown[ $who ]   = apply_filters( 'the_content', $text );
	// The administrator's page, edited by the author.
	update_post_meta( $id, '_edit_last', $author );
	$shown[ "$who, edited" ] = apply_filters( 'the_content', $text );
}
echo wp_json_encode( $shown );
