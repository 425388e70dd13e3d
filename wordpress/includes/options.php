<?php
/**
 * The options: what each may be, in one place for settings, shortcode and block.
 *
 * @package SkillCheck
 */

defined( 'ABSPATH' ) || exit;

/** The name under which the settings are stored. */
const SKILL_CHECK_OPTION = 'skill_check';

/** The colours of the look, by the end of their custom property. */
const SKILL_CHECK_COLOURS = array( 'accent', 'on-accent', 'surface', 'raised', 'text', 'text-soft' );

/**
 * Every option by its name, which is that of the shortcode's attribute as well.
 *
 * `attribute` is the element's attribute, `property` a custom property of its look, `dark` one for
 * dark mode alone; `choices` are the values that there are (in groups, where a label is a list),
 * else `kind` says what a value has to be. `block` options stand in the block's sidebar, too;
 * `guarded` ones lead elsewhere, so a page may set them only if whoever wrote it may write any HTML.
 */
function skill_check_options() {
	return array_merge( skill_check_options_of_check(), skill_check_options_of_look(), skill_check_options_of_courses() );
}

/** What is asked, and how. */
function skill_check_options_of_check() {
	list( $catalogues, $families ) = skill_check_contents();
	return array(
		'lang'        => array(
			'label'     => __( 'Language', 'skill-check' ),
			'attribute' => 'lang',
			'block'     => true,
			'choices'   => array(
				''   => __( 'The page’s', 'skill-check' ),
				'de' => 'Deutsch',
				'en' => 'English',
			),
		),
		'catalogue'   => array(
			'label'     => __( 'Catalogue', 'skill-check' ),
			'attribute' => 'catalogue',
			'block'     => true,
			'choices'   => $catalogues,
		),
		'family'      => array(
			'label'     => __( 'Direction', 'skill-check' ),
			'attribute' => 'family',
			'block'     => true,
			'choices'   => array( '' => __( 'The catalogue’s first', 'skill-check' ) ) + $families,
		),
		'level'       => array(
			'label'     => __( 'Level to compare with', 'skill-check' ),
			'attribute' => 'level',
			'block'     => true,
			'choices'   => array(
				''       => __( 'The next one not reached', 'skill-check' ),
				'junior' => __( 'Junior', 'skill-check' ),
				'senior' => __( 'Senior', 'skill-check' ),
			),
		),
		'mode'        => array(
			'label'     => __( 'Length', 'skill-check' ),
			'attribute' => 'mode',
			'block'     => true,
			'choices'   => array(
				'full'  => __( 'All questions', 'skill-check' ),
				'quick' => __( 'The short version first', 'skill-check' ),
			),
		),
		'country'     => array(
			'label'     => __( 'Country to go on in', 'skill-check' ),
			'attribute' => 'country',
			'block'     => true,
			'choices'   => array(
				''   => __( 'By the language', 'skill-check' ),
				'DE' => __( 'Germany', 'skill-check' ),
				'AT' => __( 'Austria', 'skill-check' ),
				'CH' => __( 'Switzerland', 'skill-check' ),
			),
		),
		'ladder'      => array(
			'label'     => __( 'Questions', 'skill-check' ),
			'attribute' => 'ladder',
			'block'     => true,
			'choices'   => array(
				'steps' => __( 'One statement at a time', 'skill-check' ),
				'all'   => __( 'All levels at once', 'skill-check' ),
			),
		),
		'storage'     => array(
			'label'     => __( 'Unfinished checks are kept', 'skill-check' ),
			'attribute' => 'storage',
			'block'     => true,
			'choices'   => array(
				'session' => __( 'in the tab', 'skill-check' ),
				'local'   => __( 'on the device', 'skill-check' ),
				'none'    => __( 'nowhere', 'skill-check' ),
			),
		),
		'loading'     => array(
			'label'     => __( 'Loading', 'skill-check' ),
			'attribute' => 'loading',
			'choices'   => array(
				'eager' => __( 'at once', 'skill-check' ),
				'lazy'  => __( 'when the visitor comes near', 'skill-check' ),
			),
		),
		'autostart'   => array(
			'label'     => __( 'Begins', 'skill-check' ),
			'attribute' => 'autostart',
			'choices'   => array(
				''          => __( 'with a start page', 'skill-check' ),
				'autostart' => __( 'with the first question', 'skill-check' ),
			),
		),
		'result_base' => array(
			'label'     => __( 'Page that result links lead to', 'skill-check' ),
			'attribute' => 'result-base',
			'kind'      => 'url',
			'guarded'   => true,
			'help'      => __( 'An address; empty for the page that the check is on.', 'skill-check' ),
		),
	);
}

/** How it looks. */
function skill_check_options_of_look() {
	$labels  = array(
		'accent'    => __( 'Accent', 'skill-check' ),
		'on-accent' => __( 'Text on the accent', 'skill-check' ),
		'surface'   => __( 'Background', 'skill-check' ),
		'raised'    => __( 'Cards', 'skill-check' ),
		'text'      => __( 'Text', 'skill-check' ),
		'text-soft' => __( 'Less important text', 'skill-check' ),
	);
	$options = array(
		'theme'  => array(
			'label'     => __( 'Theme', 'skill-check' ),
			'attribute' => 'theme',
			'block'     => true,
			'choices'   => array(
				'auto'  => __( 'As the visitor’s system', 'skill-check' ),
				'light' => __( 'Light', 'skill-check' ),
				'dark'  => __( 'Dark', 'skill-check' ),
			),
		),
		'radius' => array(
			'label'    => __( 'Round corners', 'skill-check' ),
			'property' => '--skill-check-radius',
			'kind'     => 'length',
			'help'     => __( 'From 0px to 20px.', 'skill-check' ),
		),
		'font'   => array(
			'label'    => __( 'Font', 'skill-check' ),
			'property' => '--skill-check-font',
			'kind'     => 'font',
			'help'     => __( 'As in CSS, for a font that your theme loads: "Your Sans", sans-serif', 'skill-check' ),
		),
	);
	foreach ( array( false, true ) as $dark ) {
		foreach ( SKILL_CHECK_COLOURS as $colour ) {
			$name             = str_replace( '-', '_', $colour ) . ( $dark ? '_dark' : '' );
			$options[ $name ] = array(
				/* translators: %s: which colour, such as “Accent”. */
				'label'    => $dark ? sprintf( __( '%s, dark mode', 'skill-check' ), $labels[ $colour ] ) : $labels[ $colour ],
				'property' => '--skill-check-' . $colour,
				'dark'     => $dark,
				'kind'     => 'colour',
			);
		}
	}
	return $options;
}

/** The site's own courses. */
function skill_check_options_of_courses() {
	return array(
		'modules' => array(
			'label'     => __( 'Own courses', 'skill-check' ),
			'attribute' => 'modules',
			'kind'      => 'courses',
			'guarded'   => true,
			'help'      => __( 'A list in JSON, as configure.html of the check writes it, or the address of a file with one. They appear under the modules that are recommended.', 'skill-check' ),
		),
	);
}

/** The catalogues that come with the plugin, and their families in groups, in the user's language. */
function skill_check_contents() {
	$described  = wp_json_file_decode( __DIR__ . '/../choices.json', array( 'associative' => true ) );
	$language   = 0 === strpos( determine_locale(), 'de' ) ? 'de' : 'en';
	$catalogues = array();
	$families   = array();
	foreach ( is_array( $described ) ? $described : array() as $catalogue ) {
		$name = $catalogue['names'][ $language ];
		$catalogues[ $catalogue['id'] ] = $name;
		foreach ( $catalogue['families'] as $family ) {
			$families[ $name ][ $family['id'] ] = $family['names'][ $language ];
		}
	}
	return array( $catalogues, $families );
}

/**
 * The values that an option with choices may have.
 *
 * @param array $choices Labels by value, in groups or not.
 */
function skill_check_values( $choices ) {
	$values = array();
	foreach ( $choices as $value => $label ) {
		$values = array_merge( $values, is_array( $label ) ? array_keys( $label ) : array( $value ) );
	}
	return array_map( 'strval', $values );
}
