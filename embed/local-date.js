// The day, as the visitor's calendar has it.

/** `YYYY-MM-DD`: the Swedish way to write a date is the standard's. */
export const localDate = () => new Date().toLocaleDateString("sv-SE");
