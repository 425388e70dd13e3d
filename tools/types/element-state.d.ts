// The fields of an element and of its state that begin without a value: declared here, as a declaration in the class is code, which the
// first visit would load.

import "../../embed/element.js";
import "../../embed/element-state.js";

declare module "../../embed/element-state.js" {
  interface ElementState {
    _element: import("../../embed/element.js").SkillCheck;
    _root: any;
    /** Once its forms are kept going, where a sandbox has none. */
    _forms: any;
    _widget: import("skill-check:bindings").Widget | undefined;
    /** Where the widget stands. */
    _place: any;
    /** What came with the Wasm. */
    _runtime: any;
    /** What the widget asks of the element, and what goes with that. */
    _effects: any;
    _locale: any;
    _chosenLocale: any;
    /** Where the sitting is kept, and of which check it is. */
    _store: any;
    _name: any;
    /** Which catalogue is shown, and as it was loaded. */
    _catalogue: any;
    _compiled: any;
    /** The instance that the widget is in. */
    _generation: any;
    /** The first screen as the build has drawn it, and what was done on it: an `EarlyInput`. */
    _early: any;
    /** Looks at the page's colours again. */
    _checkColours: any;
    /** Ends the watch for when the check is wanted. */
    _endTrigger: any;
    /** Where the widget was last told that the sitting is kept. */
    _keptIn: any;
    /** Ends the watch over a check that many people use. */
    _endGuard: any;
    /** While a later build's check comes into this one's place. */
    _succession: any;
    /** What is to be done, by the letters of lifecycle.js. */
    _actions: any;
  }
}

declare module "../../embed/element.js" {
  interface SkillCheck {
    /** Whether what is restored is told to the page nevertheless, which has heard nothing of it. */
    isUntold?: boolean;
  }
}
