<?php
// The site in English, for the pictures of the plugin's page in the directory.

require __DIR__ . '/wp-load.php';

update_option( 'WPLANG', '' );
