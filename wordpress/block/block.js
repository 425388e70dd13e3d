// The block in the editor: a placeholder, with the options in the sidebar. The page gets its element
// from PHP, as with the shortcode. All texts come from there, too.
(({ blocks, blockEditor, components, element }, texts) => {
  const { createElement: create, Fragment } = element;
  const option = ({ name, label, options }, { attributes, setAttributes }) =>
    create(components.SelectControl, {
      key: name,
      label,
      options: [{ value: "", label: texts.default }, ...options],
      value: attributes[name],
      onChange: (value) => setAttributes({ [name]: value }),
    });
  const panel = (properties) =>
    create(
      components.PanelBody,
      { title: texts.options },
      texts.choices.map((choice) => option(choice, properties)),
    );
  blocks.registerBlockType("skill-check/check", {
    edit: (properties) =>
      create(
        Fragment,
        null,
        create(blockEditor.InspectorControls, null, panel(properties)),
        create(
          "div",
          blockEditor.useBlockProps(),
          create(components.Placeholder, { icon: "chart-bar", label: texts.title, instructions: texts.text }),
        ),
      ),
    save: () => null,
  });
})(window.wp, window.skillCheckBlock);
