// What the build writes into scripts of pages and into the authors' worker; see crates/xtask/src/build/loader.rs.

declare const BUILD: string;
declare const CATALOGUES: string[];
declare const CHECKER: string;
declare const IMPORTER: string;
