// What scripts of pages may count on besides what TypeScript knows of browsers.

// An options object without a prototype: a page that has bent `Object.prototype` bends no option of ours.
interface AddEventListenerOptions {
  __proto__?: null;
}
interface IntersectionObserverInit {
  __proto__?: null;
}
interface MutationObserverInit {
  __proto__?: null;
}
interface PropertyDescriptor {
  __proto__?: null;
}
interface RequestInit {
  __proto__?: null;
}
interface ShadowRootInit {
  __proto__?: null;
}

// A selector says of what kind an element is better than a type could: what it finds is taken to be that.
interface ParentNode {
  querySelector(selectors: string): any;
  querySelectorAll(selectors: string): NodeListOf<any>;
}
interface Element {
  closest(selectors: string): any;
}

// Not in all browsers, and in no standard that TypeScript knows.
interface Window {
  showDirectoryPicker(options?: { mode: "read" | "readwrite" }): Promise<any>;
}
