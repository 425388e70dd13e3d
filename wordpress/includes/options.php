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
 * dark mode alone, `slot` a place inside it; `choices` are the values that there are (in groups, where
 * a label is a list), else `kind` says what a value has to be. `block` is the panel of the block's
 * sidebar that the option stands in, too; `guarded` ones lead elsewhere, so a page may set them only
 * if whoever wrote it may write any HTML.
 */
function skill_check_options() {
	return array_merge( skill_check_options_of_check(), skill_check_options_of_look(), skill_check_options_of_words(), skill_check_options_of_site() );
}

/** What is asked, and how. */
function skill_check_options_of_check() {
	list( $catalogues, $families ) = skill_check_contents();
	return array(
		'lang'        => array(
			'label'     => __( 'Language', 'skill-check' ),
			'attribute' => 'lang',
			'block'     => 'options',
			'choices'   => array(
				''   => __( 'The page’s', 'skill-check' ),
				'de' => 'Deutsch',
				'en' => 'English',
			),
		),
		'catalogue'   => array(
			'label'     => __( 'Catalogue', 'skill-check' ),
			'attribute' => 'catalogue',
			'block'     => 'options',
			'choices'   => $catalogues,
		),
		'family'      => array(
			'label'     => __( 'Direction', 'skill-check' ),
			'attribute' => 'family',
			'block'     => 'options',
			'choices'   => array( '' => __( 'The catalogue’s first', 'skill-check' ) ) + $families,
		),
		'level'       => array(
			'label'     => __( 'Level to compare with', 'skill-check' ),
			'attribute' => 'level',
			'block'     => 'options',
			'choices'   => array(
				''       => __( 'The next one not reached', 'skill-check' ),
				'junior' => __( 'Junior', 'skill-check' ),
				'senior' => __( 'Senior', 'skill-check' ),
			),
		),
		'mode'        => array(
			'label'     => __( 'Length', 'skill-check' ),
			'attribute' => 'mode',
			'block'     => 'options',
			'choices'   => array(
				'full'  => __( 'All questions', 'skill-check' ),
				'quick' => __( 'The short version first', 'skill-check' ),
			),
		),
		'country'     => array(
			'label'     => __( 'Country to go on in', 'skill-check' ),
			'attribute' => 'country',
			'block'     => 'options',
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
			'block'     => 'options',
			'choices'   => array(
				'steps' => __( 'One statement at a time', 'skill-check' ),
				'all'   => __( 'All levels at once', 'skill-check' ),
			),
		),
		'storage'     => array(
			'label'     => __( 'Unfinished checks are kept', 'skill-check' ),
			'attribute' => 'storage',
			'block'     => 'options',
			'choices'   => array(
				'session' => __( 'in the tab', 'skill-check' ),
				'local'   => __( 'on the device', 'skill-check' ),
				'none'    => __( 'nowhere', 'skill-check' ),
			),
		),
		'kiosk'       => array(
			'label'     => __( 'For a computer that many people use', 'skill-check' ),
			'attribute' => 'kiosk',
			'kind'      => 'minutes',
			'help'      => __( 'From 1 to 60: nothing is kept, and the check begins afresh after so many minutes without anybody. Empty for no such computer.', 'skill-check' ),
		),
		'privacy'     => array(
			'label'     => __( 'Scripts of the page', 'skill-check' ),
			'attribute' => 'privacy',
			'choices'   => array(
				''       => __( 'are asked to look away', 'skill-check' ),
				'strict' => __( 'are kept out', 'skill-check' ),
			),
		),
		'loading'     => array(
			'label'     => __( 'Loading', 'skill-check' ),
			'attribute' => 'loading',
			'choices'   => array(
				''      => __( 'when somebody is about to use it', 'skill-check' ),
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
		'areas'       => array(
			'label'     => __( 'Areas asked about', 'skill-check' ),
			'attribute' => 'areas',
			'kind'      => 'ids',
			'block'     => 'options',
			'help'      => __( 'Which ones, apart by blanks, such as: platforms pr. Empty for all.', 'skill-check' ),
		),
		'sections'    => array(
			'label'     => __( 'Parts of a result', 'skill-check' ),
			'attribute' => 'sections',
			'kind'      => 'sections',
			'block'     => 'options',
			'help'      => __( 'Which ones, in which order, apart by blanks: steps areas profiles plan answers. Empty for all.', 'skill-check' ),
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
		'theme' => array(
			'label'     => __( 'Theme', 'skill-check' ),
			'attribute' => 'theme',
			'block'     => 'options',
			'choices'   => array(
				'auto'  => __( 'As the visitor’s system', 'skill-check' ),
				'light' => __( 'Light', 'skill-check' ),
				'dark'  => __( 'Dark', 'skill-check' ),
			),
		),
	) + skill_check_options_of_shape();
	foreach ( array( false, true ) as $dark ) {
		foreach ( SKILL_CHECK_COLOURS as $colour ) {
			$name             = str_replace( '-', '_', $colour ) . ( $dark ? '_dark' : '' );
			$options[ $name ] = array(
				/* translators: %s: which colour, such as “Accent”. */
				'label'    => $dark ? sprintf( __( '%s, dark mode', 'skill-check' ), $labels[ $colour ] ) : $labels[ $colour ],
				'property' => '--skill-check-' . $colour,
				'dark'     => $dark,
				'kind'     => 'colour',
				'block'    => $dark ? 'dark' : 'colours',
			);
		}
	}
	return $options;
}

/** Its sizes and its fonts. */
function skill_check_options_of_shape() {
	$length = __( 'A length such as 24px or 1.5rem.', 'skill-check' );
	$factor = __( 'From 0 to 1.99; 1 is as it is now.', 'skill-check' );
	$shapes = array(
		'radius'        => array( __( 'Round corners', 'skill-check' ), 'length', __( 'From 0px to 20px.', 'skill-check' ) ),
		'button_radius' => array( __( 'Round corners of buttons', 'skill-check' ), 'size', $length ),
		'font'          => array( __( 'Font', 'skill-check' ), 'font', __( 'As in CSS, for a font that your theme loads: "Your Sans", sans-serif', 'skill-check' ) ),
		'font_display'  => array( __( 'Font of headings', 'skill-check' ), 'font', __( 'As in CSS, for a font that your theme loads: "Your Sans", sans-serif', 'skill-check' ) ),
		'font_size'     => array( __( 'Size of running text', 'skill-check' ), 'size', $length . ' ' . __( 'It never gets smaller than 16px.', 'skill-check' ) ),
		'title_scale'   => array( __( 'Size of headings', 'skill-check' ), 'factor', $factor ),
		'width'         => array( __( 'Width', 'skill-check' ), 'width', $length . ' ' . __( '“none” for all there is.', 'skill-check' ) ),
		'padding'       => array( __( 'Space around', 'skill-check' ), 'size', $length ),
		'density'       => array( __( 'Space between sections', 'skill-check' ), 'factor', $factor ),
	);
	$options = array();
	foreach ( $shapes as $name => list( $label, $kind, $help ) ) {
		$options[ $name ] = array(
			'label'    => $label,
			'property' => '--skill-check-' . str_replace( '_', '-', $name ),
			'kind'     => $kind,
			'block'    => 'shape',
			'help'     => $help,
		);
	}
	return $options;
}

/** The site's own words, in the places that the check has for them. */
function skill_check_options_of_words() {
	$options = array(
		'brand'    => array( __( 'In place of the occupation’s name', 'skill-check' ), __( 'Above each screen. A hyphen alone takes the name away.', 'skill-check' ) ),
		'headline' => array( __( 'In place of the title', 'skill-check' ), __( 'On the first screen.', 'skill-check' ) ),
		'lead'     => array( __( 'In place of the sentence below the title', 'skill-check' ), __( 'On the first screen.', 'skill-check' ) ),
	);
	foreach ( $options as $slot => list( $label, $help ) ) {
		$options[ $slot ] = array(
			'label' => $label,
			'slot'  => $slot,
			'kind'  => 'text',
			'block' => 'words',
			'help'  => $help,
		);
	}
	$places = array(
		'start'  => array( __( 'First screen: words', 'skill-check' ), __( 'First screen: link', 'skill-check' ) ),
		'result' => array( __( 'Below the verdict: words', 'skill-check' ), __( 'Below the verdict: link', 'skill-check' ) ),
		'end'    => array( __( 'End of a result: words', 'skill-check' ), __( 'End of a result: link', 'skill-check' ) ),
		'footer' => array( __( 'Below each screen: words', 'skill-check' ), __( 'Below each screen: link', 'skill-check' ) ),
	);
	foreach ( $places as $slot => list( $text, $link ) ) {
		$options[ $slot . '_text' ] = array(
			'label' => $text,
			'slot'  => $slot,
			'kind'  => 'text',
			'block' => 'words',
		);
		$options[ $slot . '_link' ] = array(
			'label'   => $link,
			'kind'    => 'link',
			'guarded' => true,
			'block'   => 'words',
			'help'    => __( 'Where the words lead: an address by https, mailto: with an address, or a path of this site. Empty for nowhere.', 'skill-check' ),
		);
	}
	return $options;
}

/** What the site has of its own: courses, and who takes results. */
function skill_check_options_of_site() {
	return array(
		'modules'       => array(
			'label'     => __( 'Own courses', 'skill-check' ),
			'attribute' => 'modules',
			'kind'      => 'courses',
			'guarded'   => true,
			'help'      => __( 'They appear under the modules that are recommended.', 'skill-check' ),
		),
		'course_search' => array(
			'label'     => __( 'Search for courses', 'skill-check' ),
			'attribute' => 'course-search',
			'kind'      => 'search',
			'guarded'   => true,
			'help'      => __( 'An address by https with {query} in it, such as https://courses.example/search?q={query}. Recommended modules then have links that search there; nothing is fetched.', 'skill-check' ),
		),
		'handover'      => array(
			'label'     => __( 'Who takes results', 'skill-check' ),
			'attribute' => 'handover',
			'kind'      => 'recipient',
			'guarded'   => true,
			'help'      => __( 'An address by https, or mailto: with an address. Visitors may hand their result over to it. Empty for nobody.', 'skill-check' ),
		),
		'handover_name' => array(
			'label'     => __( 'What visitors are told of them', 'skill-check' ),
			'attribute' => 'handover-name',
			'kind'      => 'text',
			'guarded'   => true,
			'help'      => __( 'A name; empty for the host of the address.', 'skill-check' ),
		),
		'donate'        => array(
			'label'     => __( 'Answers for statistics', 'skill-check' ),
			'attribute' => 'donate',
			'guarded'   => true,
			'choices'   => array(
				''      => __( 'are not taken', 'skill-check' ),
				'plain' => __( 'as they are', 'skill-check' ),
				'4'     => __( 'with little noise (ε = 4)', 'skill-check' ),
				'3'     => __( 'with some noise (ε = 3)', 'skill-check' ),
				'2'     => __( 'with much noise (ε = 2)', 'skill-check' ),
				'1'     => __( 'with most noise (ε = 1)', 'skill-check' ),
			),
		),
	);
}

/** What the build tells the plugin: catalogues with their families and modules, and the check's own colours. */
function skill_check_described() {
	static $described = null;
	if ( null === $described ) {
		$read      = wp_json_file_decode( __DIR__ . '/../choices.json', array( 'associative' => true ) );
		$described = ( is_array( $read ) ? $read : array() ) + array(
			'catalogues' => array(),
			'colours'    => array(),
		);
	}
	return $described;
}

/** The language of what the build tells: the user's, if it is one of them. */
function skill_check_language() {
	return 0 === strpos( determine_locale(), 'de' ) ? 'de' : 'en';
}

/** The catalogues that come with the plugin, and their families in groups, in the user's language. */
function skill_check_contents() {
	$language   = skill_check_language();
	$catalogues = array();
	$families   = array();
	foreach ( skill_check_described()['catalogues'] as $catalogue ) {
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
