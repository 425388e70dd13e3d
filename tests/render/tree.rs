//! HTML as an indented tree, so that a snapshot can be read, and elements cut out of it.

use std::fmt::Write as _;

/// As wide as a line becomes before an element's children get lines of their own.
const WIDTH: usize = 120;

/// Elements that end where they begin.
const VOID: [&str; 4] = ["br", "hr", "img", "input"];

/// A piece of HTML.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Node {
    Text(String),
    Element {
        /// Between the angle brackets.
        tag: String,
        children: Vec<Node>,
    },
}

/// The nodes of whole elements.
pub(crate) fn parse(html: &str) -> Vec<Node> {
    // Open elements, below them what is on the outside.
    let mut open = vec![(String::new(), Vec::new())];
    let mut rest = html;
    while let Some((text, after)) = rest.split_once('<') {
        let (tag, after) = after.split_once('>').expect("a tag ends");
        rest = after;
        // `html` puts each tag on a line.
        if !matches!(text, "" | "\n") {
            children(&mut open).push(Node::Text(text.to_owned()));
        }
        if let Some(name) = tag.strip_prefix('/') {
            let (tag, inner) = open.pop().expect("what ends has begun");
            assert_eq!(
                name_of(&tag),
                name,
                "elements end in the order they begin in"
            );
            children(&mut open).push(Node::Element {
                tag,
                children: inner,
            });
        } else if VOID.contains(&name_of(tag)) {
            children(&mut open).push(Node::Element {
                tag: tag.to_owned(),
                children: Vec::new(),
            });
        } else {
            open.push((tag.to_owned(), Vec::new()));
        }
    }
    assert_eq!(rest.trim(), "", "whole elements");
    let (_, nodes) = open.pop().expect("the outside");
    assert!(open.is_empty(), "what has begun ends");
    nodes
}

fn children(open: &mut [(String, Vec<Node>)]) -> &mut Vec<Node> {
    &mut open.last_mut().expect("what ends has begun").1
}

fn name_of(tag: &str) -> &str {
    tag.split(' ').next().unwrap_or(tag)
}

/// The first element whose tag has this in it.
pub(crate) fn find<'a>(nodes: &'a [Node], mark: &str) -> Option<&'a Node> {
    nodes.iter().find_map(|node| match node {
        Node::Text(_) => None,
        Node::Element { tag, .. } if tag.contains(mark) => Some(node),
        Node::Element { children, .. } => find(children, mark),
    })
}

/// The ids of the headings of all sections, in order.
pub(crate) fn sections(nodes: &[Node]) -> Vec<String> {
    let mut found = Vec::new();
    for node in nodes {
        if let Node::Element { tag, children } = node {
            let label = tag.strip_prefix("section").and_then(|tag| {
                let (_, label) = tag.split_once("aria-labelledby=\"")?;
                label.split('"').next()
            });
            found.extend(label.map(str::to_owned));
            found.extend(sections(children));
        }
    }
    found
}

/// The nodes a line each, or, what is too wide for one, below its beginning and further in; the end of
/// an element that has lines of its own is where they are less far in again. A drawing beside the text
/// that says the same stays a line: nobody reads it rectangle by rectangle.
pub(crate) fn lines(nodes: &[Node]) -> String {
    let mut out = String::new();
    for node in nodes {
        write(&mut out, node, 0);
    }
    out
}

fn write(out: &mut String, node: &Node, depth: usize) {
    let line = flat(node);
    let indent = " ".repeat(depth);
    match node {
        Node::Element { tag, children }
            if !children.is_empty()
                && depth + line.chars().count() > WIDTH
                && !(tag.starts_with("svg") && tag.contains("aria-hidden")) =>
        {
            let _ = writeln!(out, "{indent}<{tag}>");
            for child in children {
                write(out, child, depth + 1);
            }
        }
        _ => {
            let _ = writeln!(out, "{indent}{line}");
        }
    }
}

fn flat(node: &Node) -> String {
    match node {
        // A space at an end is seen.
        Node::Text(text) if text.trim() != text => format!("{text:?}"),
        Node::Text(text) => text.clone(),
        Node::Element { tag, children } if children.is_empty() => format!("<{tag}/>"),
        Node::Element { tag, children } => {
            let inner: String = children.iter().map(flat).collect();
            format!("<{tag}>{inner}</{}>", name_of(tag))
        }
    }
}

#[test]
fn a_tree_has_all_of_its_html() {
    let html = "<ul class=\"a\">\n<li>one <b>two</b></li>\n<li><input value=\"3\">\n</li>\n</ul>";
    let nodes = parse(html);
    assert_eq!(
        lines(&nodes),
        "<ul class=\"a\"><li>\"one \"<b>two</b></li><li><input value=\"3\"/></li></ul>\n"
    );
    let [Node::Element { children, .. }] = &nodes[..] else {
        panic!("one element: {nodes:?}");
    };
    assert_eq!(find(&nodes, "value=\"3\""), find(&children[1..], "input"));
    let long = "word ".repeat(30);
    let section = format!(
        "<section aria-labelledby=\"x\"><p>{}</p><br></section>",
        long.trim()
    );
    let nodes = parse(&section);
    assert_eq!(sections(&nodes), ["x"]);
    let expected = format!(
        "<section aria-labelledby=\"x\">\n <p>\n  {}\n <br/>\n",
        long.trim()
    );
    assert_eq!(lines(&nodes), expected);
}
