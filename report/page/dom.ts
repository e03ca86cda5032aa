type Kind<E> = new () => E;

/** An element of the page by its id. @throws {Error} it is not there, or another kind of element */
export function element<E extends Element>(id: string, kind: Kind<E>): E {
  const found = document.getElementById(id);
  if (!(found instanceof kind)) throw new Error(`the page has no ${id}`);
  return found;
}

/** The first descendant that a selector finds. @throws {Error} there is none, or another kind of element */
export function onlyChild<E extends Element>(parent: ParentNode, selector: string, kind: Kind<E>): E {
  const found = parent.querySelector(selector);
  if (!(found instanceof kind)) throw new Error(`the page has no ${selector}`);
  return found;
}
