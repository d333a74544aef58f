//! The ballot as a screen reader has it: by the browser's accessibility tree alone, in its order, never by sight.

use serde_json::{Value, json};
use thirtyfour::prelude::*;

use super::{
    chromium::{LAPTOP, ask, in_chromium},
    evening::{CANDIDATES, keys, sees, sign_in},
};
use crate::world::{Branch, Database};

#[test]
fn a_paper_is_read_ranked_and_cast_by_what_a_screen_reader_says() {
    let branch = Branch::with_members(12, Database::Sqlite);
    let ballot = branch.open_selection(CANDIDATES);
    in_chromium(LAPTOP, async |window| {
        sign_in(&window, &branch, "petra").await?;
        window.goto(branch.address(&format!("{ballot}/paper"))).await?;
        sees(&window, "Check my paper").await?;
        let paper = Told::by(&window).await?;
        let names = paper.candidates();
        assert_eq!(names.len(), 4);
        let mut heard = vec![
            "heading: Who shall be our candidate for Millbank ward?".to_owned(),
            "group: Candidate for Millbank ward".to_owned(),
        ];
        for name in &names {
            heard.extend([format!("spinbutton: Rank of {name}"), format!("button: Give {name} the next number")]);
            heard.push(format!("button: Take the number from {name}, disabled"));
        }
        heard.push("button: Check my paper".to_owned());
        assert_eq!(paper.between("heading", "Check my paper"), heard);

        press(&window, "button", "Give Joe Story the next number").await?;
        assert!(Told::by(&window).await?.says("status", "Joe Story: number 1."));
        press(&window, "button", "Give Ama Story the next number").await?;
        let ranked = Told::by(&window).await?;
        assert_eq!(ranked.candidates()[..2], ["Joe Story", "Ama Story"]);
        assert_eq!(ranked.one("spinbutton", "Rank of Ama Story").value, "2");

        press(&window, "button", "Check my paper").await?;
        sees(&window, "Put my paper in the box").await?;
        let check = Told::by(&window).await?;
        assert!(check.says("heading", "Is this how you want to vote?"));
        assert!(check.says("listitem", "1 Joe Story") && check.says("listitem", "2 Ama Story"));
        press(&window, "button", "Put my paper in the box").await?;
        sees(&window, "Your paper is in the box").await?;
        assert!(Told::by(&window).await?.says("heading", "Your paper is in the box"));
        Ok(())
    });
}

#[test]
fn a_slip_is_told_at_the_name_it_was_written_beside() {
    let branch = Branch::with_members(12, Database::Sqlite);
    let ballot = branch.open_selection(CANDIDATES);
    in_chromium(LAPTOP, async |window| {
        sign_in(&window, &branch, "petra").await?;
        window.goto(branch.address(&format!("{ballot}/paper"))).await?;
        sees(&window, "Check my paper").await?;
        for name in ["Joe Story", "Ama Story"] {
            reach(&window, "spinbutton", &format!("Rank of {name}")).await?;
            window.action_chain().send_keys("1").perform().await?;
        }
        press(&window, "button", "Check my paper").await?;
        sees(&window, "Your paper needs another look").await?;
        let again = Told::by(&window).await?;
        let wrong: Vec<&Node> = again.0.iter().filter(|node| node.role == "spinbutton" && node.is_invalid).collect();
        assert_eq!(wrong.len(), 1, "one box is wrong, and says so");
        let told = &wrong[0].description;
        assert!(["Joe Story", "Ama Story", "both have number 1"].iter().all(|words| told.contains(words)), "“{told}”");
        Ok(())
    });
}

/// What the tree says of one thing on the page.
#[derive(Debug, Clone, Default)]
struct Node {
    /// The browser's own number of the element, by which it can be reached.
    element: i64,
    role: String,
    name: String,
    description: String,
    value: String,
    is_invalid: bool,
    is_disabled: bool,
    /// Every word within.
    words: String,
}

/// A page as it is read out, from its beginning to its end.
struct Told(Vec<Node>);

impl Told {
    async fn by(window: &WebDriver) -> WebDriverResult<Self> {
        let tree = ask(window, "Accessibility.getFullAXTree", json!({})).await?;
        let nodes = tree["nodes"].as_array().expect("a tree has nodes");
        let mut told = Self(Vec::new());
        told.read(nodes, &nodes[0]);
        Ok(told)
    }

    /// Reads a node and what is within it, and gives back its words.
    fn read(&mut self, nodes: &[Value], node: &Value) -> String {
        let at = self.0.len();
        self.0.push(Node::from(node));
        let within = node["childIds"].as_array().into_iter().flatten();
        let children = within.filter_map(|id| nodes.iter().find(|node| node["nodeId"] == *id));
        let mut words: Vec<String> = children.map(|child| self.read(nodes, child)).collect();
        if self.0[at].role == "StaticText" {
            words = vec![self.0[at].name.clone()];
        }
        words.retain(|word| !word.is_empty());
        self.0[at].words = words.join(" ");
        self.0[at].words.clone()
    }

    fn one(&self, role: &str, name: &str) -> &Node {
        self.0.iter().find(|node| node.role == role && node.name == name).unwrap_or_else(|| panic!("no {role} “{name}”"))
    }

    fn says(&self, role: &str, words: &str) -> bool {
        self.0.iter().any(|node| node.role == role && (node.name == words || node.words == words))
    }

    /// The names on the paper in the order in which they are read.
    fn candidates(&self) -> Vec<&str> {
        let fields = self.0.iter().filter(|node| node.role == "spinbutton");
        fields.filter_map(|field| field.name.strip_prefix("Rank of ")).collect()
    }

    /// The headings, groups and controls from the first of this role to the one of this name.
    fn between(&self, role: &str, name: &str) -> Vec<String> {
        let first = self.0.iter().position(|node| node.role == role).expect("a first");
        let last = self.0.iter().position(|node| node.name == name).expect("a last");
        let told = self.0[first..=last].iter();
        told.filter(|node| ["heading", "group", "spinbutton", "button"].contains(&node.role.as_str()))
            .map(|node| format!("{}: {}{}", node.role, node.name, if node.is_disabled { ", disabled" } else { "" }))
            .collect()
    }
}

impl From<&Value> for Node {
    fn from(node: &Value) -> Self {
        // What is passed over by readers keeps its children, and no role of its own.
        if node["ignored"] == true {
            return Self::default();
        }
        let text = |what: &str| node[what]["value"].as_str().map(str::to_owned).unwrap_or_else(|| shown(&node[what]["value"]));
        let property = |name: &str| {
            let mut properties = node["properties"].as_array().into_iter().flatten();
            properties.find(|property| property["name"] == name).map(|property| shown(&property["value"]["value"]))
        };
        Self {
            element: node["backendDOMNodeId"].as_i64().unwrap_or_default(),
            role: text("role"),
            name: text("name"),
            description: text("description"),
            value: text("value"),
            is_invalid: property("invalid").is_some_and(|value| value.contains("true")),
            is_disabled: property("disabled").is_some_and(|value| value.contains("true")),
            words: String::new(),
        }
    }
}

fn shown(value: &Value) -> String {
    if value.is_null() { String::new() } else { value.to_string() }
}

/// Goes to the control of this role and name, as a reader's list of controls does.
async fn reach(window: &WebDriver, role: &str, name: &str) -> WebDriverResult<()> {
    let element = Told::by(window).await?.one(role, name).element;
    ask(window, "DOM.focus", json!({ "backendNodeId": element })).await.map(|_| ())
}

async fn press(window: &WebDriver, role: &str, name: &str) -> WebDriverResult<()> {
    reach(window, role, name).await?;
    keys(window, Key::Enter).await
}
