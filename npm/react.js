"use client";
// The element as a component for React 19. It writes the tag, on a server as well; the element is loaded, and
// its events are listened to, once the page is there.

import { createElement, forwardRef, useCallback, useEffect, useRef } from "react";
// By its name, so that servers get their stand-in.
import { load } from "@skill-check/widget/load";

// contract: attributes
const ATTRIBUTES = [
  "catalogue", "family", "level", "mode", "ladder", "country", "handover", "handover-name", "donate",
  "course-search", "sections", "areas", "modules", "theme", "storage", "result-base", "result-parameters",
  "heading-level", "address", "kiosk", "privacy", "context", "loading", "autostart",
];
// /contract

const EVENT = /^onSkillCheck[A-Z]/;

/** `resultBase` is `result-base`, `SkillCheckComplete` the event `skill-check-complete`. */
const dashed = (name) => name.replace(/[A-Z]/g, (letter, at) => (at ? "-" : "") + letter.toLowerCase());

/** As an attribute has it: lists are JSON, true is an attribute without a value. */
function written(value) {
  if (value === true) return "";
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

/** What the tag gets of the properties, and the listeners by the names of their events. */
function sorted(properties) {
  const attributes = {};
  const listeners = {};
  for (const [name, value] of Object.entries(properties)) {
    const attribute = name === "className" ? "class" : dashed(name);
    if (EVENT.test(name)) listeners[dashed(name.slice(2))] = value;
    else if (!ATTRIBUTES.includes(attribute)) attributes[name === "className" ? attribute : name] = value;
    else if (value !== undefined && value !== null && value !== false) attributes[attribute] = written(value);
  }
  return { attributes, listeners };
}

export const SkillCheck = forwardRef(function SkillCheck(/** @type {any} */ { base, children, ...properties }, outer) {
  const own = useRef(null);
  const { attributes, listeners } = sorted(properties);
  const ref = useCallback(
    (element) => {
      own.current = element;
      if (typeof outer === "function") outer(element);
      else if (outer) outer.current = element;
    },
    [outer],
  );
  useEffect(() => {
    const element = /** @type {HTMLElement} */ (/** @type {unknown} */ (own.current));
    const added = Object.entries(listeners).filter(([, listener]) => listener);
    for (const [name, listener] of added) element.addEventListener(name, listener);
    return () => added.forEach(([name, listener]) => element.removeEventListener(name, listener));
  });
  // After the listeners: none misses that the check is ready.
  useEffect(() => void load(base).catch((cause) => console.error(`<skill-check>: ${cause.message}`)), [base]);
  return createElement("skill-check", { ...attributes, ref }, children);
});
