/** This machine lacks something that was asked for: what it is, and how to get it, in one line. */
export class MissingTool extends Error {
  override readonly name = 'MissingTool';
}
