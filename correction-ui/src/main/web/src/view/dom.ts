type Child = Node | string;
type Listeners = { [K in keyof HTMLElementEventMap]?: (event: HTMLElementEventMap[K]) => void };

/** Makes an element: class names after dots, then attributes, listeners and children. */
export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  classes: string,
  attributes: Readonly<Record<string, string>> = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  if (classes !== '') {
    element.className = classes;
  }
  for (const [name, value] of Object.entries(attributes)) {
    element.setAttribute(name, value);
  }
  element.append(...children);
  return element;
}

/** A button that acts when the finger is lifted over it, so that it can be thought better of. */
export function button(label: string | Node, classes: string, act: () => void): HTMLButtonElement {
  const element = h('button', classes, { type: 'button' }, label);
  on(element, { click: act });
  return element;
}

export function on(element: HTMLElement, listeners: Listeners): void {
  for (const [name, listener] of Object.entries(listeners)) {
    element.addEventListener(name, listener as EventListener);
  }
}

/** Changes the text only where it differs: what stays is neither laid out nor read aloud again. */
export function text(element: Element, value: string): void {
  if (element.textContent !== value) {
    element.textContent = value;
  }
}

export function attribute(element: Element, name: string, value: string): void {
  if (element.getAttribute(name) !== value) {
    element.setAttribute(name, value);
  }
}

export function shown(element: HTMLElement, visible: boolean): void {
  if (element.hidden === visible) {
    element.hidden = !visible;
  }
}
