<?php
/**
 * The table of courses on the page with the settings. It works without its script, which adds and
 * takes away rows, and sends them as one field, as PHP counts fields.
 *
 * @package SkillCheck
 */

defined( 'ABSPATH' ) || exit;

/** How many empty rows there are where no script can add any. */
const SKILL_CHECK_ROWS_FREE = 2;

/** The name under which a list that can't be used waits for its author to mend it. */
function skill_check_draft() {
	return 'skill_check_draft_' . get_current_user_id();
}

/**
 * The field with the courses.
 *
 * @param string $id    The id of the field.
 * @param string $value What is stored: JSON, or an address.
 */
function skill_check_courses_field( $id, $value ) {
	$draft = get_transient( skill_check_draft() );
	if ( is_string( $draft ) ) {
		delete_transient( skill_check_draft() );
		$value = $draft;
	}
	$is_list = '[' === substr( $value, 0, 1 );
	$rows    = $is_list ? json_decode( $value, true ) : array();
	$pasted  = is_array( $rows ) ? '' : $value;
	$rows    = is_array( $rows ) ? array_values( $rows ) : array();
	echo '<table class="widefat striped skill-check-courses"><thead><tr>';
	foreach ( array_slice( skill_check_course_fields(), 0, count( SKILL_CHECK_COURSE_NEEDS ) ) as list( $label ) ) {
		echo '<th scope="col">' . esc_html( $label ) . '</th>';
	}
	echo '<th scope="col">' . esc_html__( 'Details', 'skill-check' ) . '</th></tr></thead><tbody>';
	foreach ( $rows as $index => $course ) {
		skill_check_course_row( (string) $index, is_array( $course ) ? $course : array() );
	}
	for ( $free = 0; $free < SKILL_CHECK_ROWS_FREE; $free++ ) {
		skill_check_course_row( (string) ( count( $rows ) + $free ), array() );
	}
	echo '</tbody></table><template class="skill-check-course">';
	skill_check_course_row( 'ROW', array() );
	echo '</template><p class="skill-check-buttons" hidden><button type="button" class="button skill-check-add">' . esc_html__( 'Add a course', 'skill-check' ) . '</button></p>';
	printf( '<p><label for="%s">%s</label><br>', esc_attr( $id ), esc_html__( 'Or the address of a file with courses', 'skill-check' ) );
	printf( '<input type="text" id="%s" name="%s" value="%s" class="regular-text"></p>', esc_attr( $id ), esc_attr( SKILL_CHECK_OPTION . '[modules]' ), esc_attr( $is_list ? '' : $value ) );
	printf( '<details%s><summary>%s</summary>', '' === $pasted ? '' : ' open', esc_html__( 'Paste a list', 'skill-check' ) );
	printf( '<p><label for="%s">%s</label></p>', esc_attr( $id . '_json' ), esc_html__( 'A list in JSON, as configure.html of the check writes it. It takes the place of the table.', 'skill-check' ) );
	printf( '<textarea id="%s" name="%s" rows="6" class="large-text code" spellcheck="false">%s</textarea></details>', esc_attr( $id . '_json' ), esc_attr( SKILL_CHECK_OPTION . '[modules_json]' ), esc_textarea( $pasted ) );
}

/**
 * A row of the table: what a course needs, and behind a fold what it may have.
 *
 * @param string $index  The number of the row.
 * @param array  $course The course; of a draft, anything.
 */
function skill_check_course_row( $index, $course ) {
	echo '<tr>';
	$at = 0;
	foreach ( skill_check_course_fields() as $key => list( $label, $kind ) ) {
		$value = isset( $course[ $key ] ) ? $course[ $key ] : '';
		$is_in = $at < count( SKILL_CHECK_COURSE_NEEDS );
		if ( count( SKILL_CHECK_COURSE_NEEDS ) === $at ) {
			echo '<td><details><summary>' . esc_html__( 'Details', 'skill-check' ) . '</summary>';
		}
		echo $is_in ? '<td>' : '<div>';
		skill_check_course_cell( $index, $key, $kind, $value, $label, $is_in );
		echo $is_in ? '</td>' : '</div>';
		++$at;
	}
	echo '</details><button type="button" class="button-link skill-check-remove" hidden>' . esc_html__( 'Remove', 'skill-check' ) . '</button></td></tr>';
}

/**
 * One field of a course. In the table its name is that of the column.
 *
 * @param string $index The number of the row.
 * @param string $key   Which field.
 * @param string $kind  Of which kind it is.
 * @param mixed  $value What is in it.
 * @param string $label What it is called.
 * @param bool   $is_in Whether it stands in a column of its own.
 */
function skill_check_course_cell( $index, $key, $kind, $value, $label, $is_in ) {
	$name = SKILL_CHECK_OPTION . "[modules_rows][$index][$key]";
	$id   = "skill_check_course_{$index}_$key";
	$data = 'data-key="' . esc_attr( $key ) . '" data-kind="' . esc_attr( $kind ) . '"';
	if ( 'many' === $kind ) {
		echo '<fieldset><legend>' . esc_html( $label ) . '</legend>';
		foreach ( skill_check_course_choices()[ $key ] as $choice => $text ) {
			$checked = checked( is_array( $value ) && in_array( $choice, $value, true ), true, false );
			printf( '<label><input type="checkbox" name="%s" value="%s"%s %s> %s</label><br>', esc_attr( $name . '[]' ), esc_attr( $choice ), $checked, $data, esc_html( $text ) ); // phpcs:ignore WordPress.Security.EscapeOutput.OutputNotEscaped -- escaped above, or WordPress's own.
		}
		echo '</fieldset>';
		return;
	}
	if ( 'tick' === $kind ) {
		printf( '<label><input type="checkbox" name="%s" value="1"%s %s> %s</label>', esc_attr( $name ), checked( ! empty( $value ), true, false ), $data, esc_html( $label ) ); // phpcs:ignore WordPress.Security.EscapeOutput.OutputNotEscaped -- escaped above, or WordPress's own.
		return;
	}
	$value = is_scalar( $value ) ? (string) $value : '';
	printf( '<label for="%s"%s>%s</label>', esc_attr( $id ), $is_in ? ' class="screen-reader-text"' : '', esc_html( $label ) );
	if ( 'module' === $kind || 'choices' === $kind ) {
		$choices = 'module' === $kind ? skill_check_modules() : skill_check_course_choices()[ $key ];
		if ( '' !== $value && ! in_array( $value, skill_check_values( $choices ), true ) ) {
			$choices += array( $value => $value );
		}
		printf( '<select id="%s" name="%s" %s>', esc_attr( $id ), esc_attr( $name ), $data ); // phpcs:ignore WordPress.Security.EscapeOutput.OutputNotEscaped -- escaped above.
		skill_check_choices( array( '' => '–' ) + $choices, $value );
		echo '</select>';
		return;
	}
	$types = array(
		'day'   => 'date',
		'count' => 'number',
	);
	printf( '<input type="%s" id="%s" name="%s" value="%s" %s>', esc_attr( isset( $types[ $kind ] ) ? $types[ $kind ] : 'text' ), esc_attr( $id ), esc_attr( $name ), esc_attr( $value ), $data ); // phpcs:ignore WordPress.Security.EscapeOutput.OutputNotEscaped -- escaped above.
}

/** The modules of the plugin's catalogues, in groups, in the user's language. */
function skill_check_modules() {
	$language = skill_check_language();
	$modules  = array();
	foreach ( skill_check_described()['catalogues'] as $catalogue ) {
		foreach ( $catalogue['modules'] as $module ) {
			$modules[ $catalogue['names'][ $language ] ][ $module['id'] ] = $module['names'][ $language ];
		}
	}
	return $modules;
}
