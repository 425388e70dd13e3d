<?php
/**
 * Removes what the plugin has stored, on every site of a network.
 *
 * @package SkillCheck
 */

defined( 'WP_UNINSTALL_PLUGIN' ) || exit;

if ( is_multisite() ) {
	$skill_check_sites = get_sites(
		array(
			'fields' => 'ids',
			'number' => 0,
		)
	);
	foreach ( $skill_check_sites as $skill_check_site ) {
		delete_blog_option( $skill_check_site, 'skill_check' );
	}
} else {
	delete_option( 'skill_check' );
}
