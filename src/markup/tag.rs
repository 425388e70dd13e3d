//! Elements that are put together by calls.
//!
//! `html!` writes out at its place how an element is made, which takes some 200 bytes of Wasm for each.
//! The many of the first screens are made here instead, in one place for all; see docs/performance.md
//! for what that saves. The few of a picture, and most of what comes later, are written as markup.

use std::rc::Rc;

use yew::prelude::*;
use yew::virtual_dom::{AttributeOrProperty, Attributes, Key, Listener, VList, VTag, VText};

macro_rules! names {
    ($($name:ident $text:literal)+) => {
        /// An attribute.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[allow(missing_docs, reason = "they are named as in HTML")]
        pub enum Name {
            $($name,)+
        }

        /// All of them. Every element has all their places, and Yew sees by that that it may compare
        /// them one by one.
        const NAMES: &[&str] = &[$($text),+];
    };
}

names! {
    Id "id"
    Class "class"
    Part "part"
    Type "type"
    FieldName "name"
    Role "role"
    Lang "lang"
    Dir "dir"
    Tabindex "tabindex"
    Hidden "hidden"
    ViewBox "viewBox"
    Width "width"
    Height "height"
    D "d"
    Novalidate "novalidate"
    Required "required"
    Maxlength "maxlength"
    Autocomplete "autocomplete"
    Autocapitalize "autocapitalize"
    Spellcheck "spellcheck"
    AriaBusy "aria-busy"
    AriaCurrent "aria-current"
    AriaDescribedby "aria-describedby"
    AriaExpanded "aria-expanded"
    AriaHidden "aria-hidden"
    AriaLabel "aria-label"
    AriaLabelledby "aria-labelledby"
    AriaLive "aria-live"
    AriaPressed "aria-pressed"
}

/// An element in the making.
pub struct Tag(Box<Draft>);

struct Draft {
    tag: VTag,
    values: Vec<Option<AttributeOrProperty>>,
    children: Vec<Html>,
}

/// An element with a class, unless that is empty.
#[inline(never)]
pub fn tag(name: &'static str, class: &'static str) -> Tag {
    let draft = Draft {
        tag: VTag::new(name),
        values: vec![None; NAMES.len()],
        children: Vec::new(),
    };
    let tag = Tag(Box::new(draft));
    if class.is_empty() {
        tag
    } else {
        tag.set(Name::Class, class)
    }
}

/// A button that submits nothing; `class` also tells it from others.
#[inline(never)]
pub fn button(class: &'static str, label: &str, on_click: Callback<MouseEvent>) -> Tag {
    tag("button", class)
        .set(Name::Type, "button")
        .text(label)
        .on_click(on_click)
}

impl Tag {
    /// Sets an attribute to a value that never changes.
    #[inline(never)]
    #[must_use]
    pub fn set(self, name: Name, value: &'static str) -> Self {
        self.put(name, AttrValue::Static(value))
    }

    /// Sets an attribute if there is a value.
    #[inline(never)]
    #[must_use]
    pub fn set_if(self, name: Name, value: Option<&'static str>) -> Self {
        match value {
            Some(value) => self.set(name, value),
            None => self,
        }
    }

    /// Sets an attribute to a text.
    #[inline(never)]
    #[must_use]
    pub fn set_text(self, name: Name, value: &str) -> Self {
        self.put(name, value.to_owned().into())
    }

    fn put(mut self, name: Name, value: AttrValue) -> Self {
        self.0.values[name as usize] = Some(AttributeOrProperty::Attribute(value));
        self
    }

    /// What an input stands for.
    #[inline(never)]
    #[must_use]
    pub fn value(mut self, value: &str) -> Self {
        self.0.tag.set_value(value.to_owned());
        self
    }

    /// Whether a radio button or a checkbox is chosen.
    #[inline(never)]
    #[must_use]
    pub fn checked(mut self, checked: bool) -> Self {
        self.0.tag.set_checked(checked);
        self
    }

    /// Tells it from its siblings, whatever comes and goes among them.
    #[inline(never)]
    #[must_use]
    pub fn key(mut self, key: &str) -> Self {
        self.0.tag.key = Some(Key::from(key));
        self
    }

    /// Has the element put here once it is on the page.
    #[inline(never)]
    #[must_use]
    pub fn node(mut self, node: &NodeRef) -> Self {
        self.0.tag.node_ref = node.clone();
        self
    }

    #[inline(never)]
    fn on(mut self, listener: Rc<dyn Listener>) -> Self {
        self.0.tag.add_listener(listener);
        self
    }

    /// What a click does.
    #[inline(never)]
    #[must_use]
    pub fn on_click(self, callback: Callback<MouseEvent>) -> Self {
        self.on(Rc::new(yew::html::onclick::Wrapper::new(callback)))
    }

    /// What a choice does.
    #[inline(never)]
    #[must_use]
    pub fn on_change(self, callback: Callback<Event>) -> Self {
        self.on(Rc::new(yew::html::onchange::Wrapper::new(callback)))
    }

    /// What sending the form does; it stays on the page.
    #[inline(never)]
    #[must_use]
    pub fn on_submit(self, callback: &Callback<()>) -> Self {
        let callback = callback.reform(|event: SubmitEvent| event.prevent_default());
        self.on(Rc::new(yew::html::onsubmit::Wrapper::new(callback)))
    }

    /// What a key does.
    #[inline(never)]
    #[must_use]
    pub fn on_key(self, callback: Callback<KeyboardEvent>) -> Self {
        self.on(Rc::new(yew::html::onkeydown::Wrapper::new(callback)))
    }

    /// Adds a text.
    #[inline(never)]
    #[must_use]
    pub fn text(self, text: &str) -> Self {
        self.push(VText::new(text.to_owned()).into())
    }

    /// Adds an element.
    #[must_use]
    pub fn with(self, child: impl Into<Html>) -> Self {
        self.push(child.into())
    }

    /// Adds an element that may be missing; the others keep their places.
    #[inline(never)]
    #[must_use]
    pub fn maybe(self, child: Option<Tag>) -> Self {
        self.push(child.map_or_else(Html::default, Html::from))
    }

    /// Adds elements that have keys.
    #[inline(never)]
    #[must_use]
    pub fn list(self, children: Vec<Html>) -> Self {
        self.push(VList::with_children(children, None).into())
    }

    #[inline(never)]
    fn push(mut self, child: Html) -> Self {
        self.0.children.push(child);
        self
    }
}

impl From<Tag> for Html {
    #[inline(never)]
    fn from(Tag(draft): Tag) -> Self {
        let Draft {
            mut tag,
            values,
            mut children,
        } = *draft;
        tag.set_attributes(Attributes::Dynamic {
            keys: NAMES,
            values: values.into(),
        });
        if let Some(place) = tag.children_mut() {
            // An only child needs no list around it, as in markup.
            *place = match children.len() {
                1 => children.remove(0),
                _ => VList::with_children(children, None).into(),
            };
        }
        tag.into()
    }
}
