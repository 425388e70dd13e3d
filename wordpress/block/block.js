// The block in the editor: the check as visitors see it, in a frame that takes no clicks, and its options
// in the sidebar. The page gets its element from PHP, as with the shortcode. All texts come from there, too.
(({ blocks, blockEditor, components, element }, texts) => {
  const { createElement: create, Fragment, useEffect, useRef, useState } = element;
  const { contrasts } = texts;
  /** How long the preview waits for the next letter. */
  const PAUSE_MS = 600;
  const HEIGHT = "36rem";

  /** A colour of the palette by the name that follows the theme, any other as it is. */
  const named = (color) => contrasts.palette.find((entry) => entry.color === color)?.value ?? color ?? "";
  const shown = (value) => contrasts.palette.find((entry) => entry.value === value)?.color ?? (value || undefined);

  /** What stands in the preview's address: the attributes that say something. */
  function address(attributes) {
    const url = new URL(texts.preview);
    for (const { options } of texts.panels) {
      for (const { name } of options) if (attributes[name]) url.searchParams.set(name, attributes[name]);
    }
    return url.href;
  }

  function Preview({ attributes }) {
    const wanted = address(attributes);
    const [src, show] = useState(wanted);
    const frame = useRef();
    useEffect(() => {
      const pause = setTimeout(() => show(wanted), PAUSE_MS);
      return () => clearTimeout(pause);
    }, [wanted]);
    useEffect(() => {
      frame.current.inert = true;
    }, []);
    return create("iframe", {
      ref: frame,
      src,
      title: texts.title,
      tabIndex: -1,
      loading: "lazy",
      style: { display: "block", width: "100%", height: HEIGHT, border: 0, pointerEvents: "none" },
    });
  }

  function option({ name, label, help, choices }, { attributes, setAttributes }) {
    const given = {
      key: name,
      label,
      help,
      value: attributes[name],
      onChange: (value) => setAttributes({ [name]: value }),
      __nextHasNoMarginBottom: true,
      __next40pxDefaultSize: true,
    };
    if (!choices) return create(components.TextControl, given);
    return create(components.SelectControl, { ...given, options: [{ value: "", label: texts.default }, ...choices] });
  }

  /** What of this block's colours, over those of the settings, can't be read. */
  function warnings(attributes) {
    const own = Object.fromEntries(Object.keys(contrasts.settings).map((name) => [name, attributes[name] || contrasts.settings[name]]));
    const lines = window.skillCheckContrast(own, contrasts);
    if (!lines.length) return null;
    const paragraphs = lines.map((text) => create("p", { key: text }, text));
    return create(components.Notice, { status: "warning", isDismissible: false }, paragraphs);
  }

  function colours({ name, title, options }, { attributes, setAttributes }) {
    const settings = options.map((one) => ({
      label: one.label,
      value: shown(attributes[one.name]),
      onChange: (color) => setAttributes({ [one.name]: named(color) }),
    }));
    return create(blockEditor.PanelColorSettings, { key: name, title, initialOpen: false, colorSettings: settings });
  }

  function panel(one, properties) {
    if (one.name === "colours" || one.name === "dark") return colours(one, properties);
    const list = one.options.map((entry) => option(entry, properties));
    return create(components.PanelBody, { key: one.name, title: one.title, initialOpen: one.name === "options" }, list);
  }

  blocks.registerBlockType("skill-check/check", {
    edit: (properties) =>
      create(
        Fragment,
        null,
        create(
          blockEditor.InspectorControls,
          null,
          warnings(properties.attributes),
          texts.panels.map((one) => panel(one, properties)),
        ),
        create("div", blockEditor.useBlockProps(), create(Preview, { attributes: properties.attributes })),
      ),
    save: () => null,
  });
})(window.wp, window.skillCheckBlock);
