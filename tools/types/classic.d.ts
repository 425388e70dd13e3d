// What stands in the pages that scripts without a bundler are loaded into.

/** WordPress's own, and what the plugin's PHP writes beside its scripts. */
interface Window {
  jQuery: any;
  wp: any;
  skillCheckContrast(chosen: Record<string, string>, data: any): string[];
  skillCheckContrasts: any;
  skillCheckBlock: any;
}
