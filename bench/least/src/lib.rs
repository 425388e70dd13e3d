//! The smallest app with Yew that does anything: a button that counts how often it was pressed. It is
//! built as the widget is, and tells what of the widget's size is the framework's.

#![cfg(target_arch = "wasm32")]

use wasm_bindgen::prelude::*;
use yew::prelude::*;

/// As the widget has it.
#[global_allocator]
static ALLOCATOR: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();

struct App(u32);

impl Component for App {
    type Message = ();
    type Properties = ();

    fn create(_: &Context<Self>) -> Self {
        Self(0)
    }

    fn update(&mut self, _: &Context<Self>, (): ()) -> bool {
        self.0 += 1;
        true
    }

    fn view(&self, context: &Context<Self>) -> Html {
        html! { <button onclick={context.link().callback(|_| ())}>{ self.0 }</button> }
    }
}

/// Mounts the app into `place`.
#[wasm_bindgen]
pub fn mount(place: web_sys::Element) {
    yew::Renderer::<App>::with_root(place).render();
}
