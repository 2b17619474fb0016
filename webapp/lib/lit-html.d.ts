/** What the pages use of the vendored lit-html, for editors; the complete types are in the npm package. */
export interface TemplateResult {
  readonly strings: TemplateStringsArray;
}
export declare function html(strings: TemplateStringsArray, ...values: unknown[]): TemplateResult;
export declare function svg(strings: TemplateStringsArray, ...values: unknown[]): TemplateResult;
export declare function render(value: unknown, container: HTMLElement | DocumentFragment): unknown;
export declare const nothing: unique symbol;
export declare const noChange: unique symbol;
export declare function repeat<T>(
  items: Iterable<T>,
  key: (item: T, index: number) => unknown,
  template: (item: T, index: number) => unknown,
): unknown;
export declare function live(value: unknown): unknown;
export declare const PartType: { readonly ATTRIBUTE: 1; readonly CHILD: 2; readonly PROPERTY: 3; readonly ELEMENT: 6 };
export declare class Directive {
  constructor(partInfo: unknown);
  render(...values: any[]): unknown;
  update(part: any, values: any[]): unknown;
}
export declare function directive<T>(type: new (partInfo: any) => T): (...values: any[]) => unknown;
