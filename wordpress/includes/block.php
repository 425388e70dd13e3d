<?php
/**
 * The block, the page that is its preview in the editor, and a pattern to begin with.
 *
 * @package SkillCheck
 */

defined( 'ABSPATH' ) || exit;

add_action( 'enqueue_block_editor_assets', 'skill_check_block_data' );
add_action( 'admin_post_skill_check_preview', 'skill_check_preview' );

/** Registers the block and its pattern. What the block may say is in the options alone. */
function skill_check_register_block() {
	wp_register_script( 'skill-check-contrast', plugins_url( 'admin/contrast.js', SKILL_CHECK_FILE ), array(), SKILL_CHECK_VERSION, true );
	wp_register_script(
		'skill-check-block',
		plugins_url( 'block/block.js', SKILL_CHECK_FILE ),
		array( 'wp-blocks', 'wp-element', 'wp-components', 'wp-block-editor', 'skill-check-contrast' ),
		SKILL_CHECK_VERSION,
		true
	);
	$attributes = array();
	foreach ( skill_check_options_of_block() as $name => $option ) {
		$attributes[ $name ] = array(
			'type'    => 'string',
			'default' => '',
		);
	}
	register_block_type(
		__DIR__ . '/../block',
		array(
			'render_callback' => 'skill_check_render_block',
			'attributes'      => $attributes,
		)
	);
	register_block_pattern_category( 'skill-check', array( 'label' => __( 'Skill Check', 'skill-check' ) ) );
	register_block_pattern(
		'skill-check/page',
		array(
			'title'         => __( 'A page with the check', 'skill-check' ),
			'description'   => __( 'A heading, what to expect, the check, and where answers stay.', 'skill-check' ),
			'categories'    => array( 'skill-check' ),
			'viewportWidth' => 1000,
			'content'       => skill_check_pattern(),
		)
	);
}

/** The options that a block can say for itself. */
function skill_check_options_of_block() {
	return array_filter(
		skill_check_options(),
		function ( $option ) {
			return ! empty( $option['block'] );
		}
	);
}

/** What the pattern consists of. */
function skill_check_pattern() {
	$paragraph = "<!-- wp:paragraph -->\n<p>%s</p>\n<!-- /wp:paragraph -->\n";
	return "<!-- wp:heading -->\n<h2>" . esc_html__( 'Where do you stand?', 'skill-check' ) . "</h2>\n<!-- /wp:heading -->\n"
		. sprintf( $paragraph, esc_html__( 'Answer some questions about what you do at work. You see at once which roles are close to that, what is missing, and what you could learn next.', 'skill-check' ) )
		. '<!-- wp:skill-check/check {"align":"wide"} /-->' . "\n"
		. sprintf( $paragraph, esc_html__( 'Your answers stay on your device: nobody else sees them unless you share them.', 'skill-check' ) );
}

/** Hands the block its texts; the editor alone needs them. */
function skill_check_block_data() {
	wp_add_inline_script( 'skill-check-block', 'window.skillCheckBlock = ' . wp_json_encode( skill_check_block_texts() ) . ';', 'before' );
}

/** What the block shows in the editor: panels with their options, and where its preview is. */
function skill_check_block_texts() {
	$panels = array(
		'options' => __( 'Options', 'skill-check' ),
		'words'   => __( 'Your own words', 'skill-check' ),
		'colours' => __( 'Colours', 'skill-check' ),
		'dark'    => __( 'Colours in dark mode', 'skill-check' ),
		'shape'   => __( 'Sizes and fonts', 'skill-check' ),
	);
	$list   = array();
	foreach ( $panels as $panel => $title ) {
		$list[ $panel ] = array(
			'name'    => $panel,
			'title'   => $title,
			'options' => array(),
		);
	}
	foreach ( skill_check_options_of_block() as $name => $option ) {
		$entry = array(
			'name'  => $name,
			'label' => $option['label'],
			'help'  => isset( $option['help'] ) ? $option['help'] : '',
		);
		if ( isset( $option['choices'] ) ) {
			$entry['choices'] = skill_check_block_choices( $option['choices'] );
		}
		$list[ $option['block'] ]['options'][] = $entry;
	}
	return array(
		'title'     => __( 'Skill Check', 'skill-check' ),
		'default'   => __( 'As in the settings', 'skill-check' ),
		'panels'    => array_values( $list ),
		'preview'   => admin_url( 'admin-post.php?action=skill_check_preview' ),
		'contrasts' => skill_check_contrasts(),
	);
}

/**
 * The choices of an option as the editor's lists take them.
 *
 * @param array $choices Labels by value, in groups or not.
 */
function skill_check_block_choices( $choices ) {
	$list = array();
	foreach ( $choices as $value => $label ) {
		foreach ( is_array( $label ) ? $label : array( $value => $label ) as $key => $text ) {
			if ( '' !== (string) $key ) {
				$list[] = array(
					'value' => (string) $key,
					'label' => $text,
				);
			}
		}
	}
	return $list;
}

/**
 * What of some attributes the block declares: WordPress hands over whatever stands in the page.
 *
 * @param array $attributes What came.
 */
function skill_check_declared( $attributes ) {
	return array_intersect_key( $attributes, skill_check_options_of_block() );
}

/**
 * The element on the page, in the wrapper that its alignment needs.
 *
 * @param array $attributes What the block says.
 */
function skill_check_render_block( $attributes ) {
	return '<div ' . get_block_wrapper_attributes() . '>' . skill_check_render( skill_check_declared( $attributes ) ) . '</div>';
}

/**
 * A page with nothing but the check, for the editor to show: the options of a block in its address, the
 * theme's colours, and nothing kept. Only those who write pages see it.
 */
function skill_check_preview() {
	if ( ! current_user_can( 'edit_posts' ) ) {
		wp_die( '', '', array( 'response' => 403 ) );
	}
	// It changes nothing, so anybody's link to it does no harm.
	$given  = wp_unslash( $_GET ); // phpcs:ignore WordPress.Security.NonceVerification.Recommended, WordPress.Security.ValidatedSanitizedInput.InputNotSanitized -- each value is cleaned as its option wants it.
	$values = skill_check_resolved( skill_check_declared( $given ), current_user_can( 'unfiltered_html' ) );
	unset( $values['kiosk'], $values['autostart'], $values['loading'] );
	$values['storage'] = 'none';
	nocache_headers();
	header( 'Content-Type: text/html; charset=utf-8' );
	printf( '<!doctype html><html lang="%s"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">', esc_attr( str_replace( '_', '-', get_locale() ) ) );
	printf( '<title>%s</title><style>%s body{margin:0}</style>', esc_html__( 'Skill Check', 'skill-check' ), wp_strip_all_tags( wp_get_global_stylesheet( array( 'variables' ) ) ) ); // phpcs:ignore WordPress.Security.EscapeOutput.OutputNotEscaped -- WordPress's own style sheet, as it writes it into pages.
	skill_check_print_script();
	echo '</head><body>' . skill_check_element( $values ) . '</body></html>'; // phpcs:ignore WordPress.Security.EscapeOutput.OutputNotEscaped -- each value is escaped where the element is put together.
	exit;
}
