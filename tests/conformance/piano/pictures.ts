/** Two small pictures, 16 pixels wide. */
export const redPng = bytesOf(
  'iVBORw0KGgoAAAANSUhEUgAAABAAAAAQCAIAAACQkWg2AAAAF0lEQVR4nGM4wMBAEiJN9aiGUQ1DSgMA1ErAAW/HKZMAAAAASUVORK5CYII=',
)
export const blackPng = bytesOf(
  'iVBORw0KGgoAAAANSUhEUgAAABAAAAAQCAIAAACQkWg2AAAAEElEQVR4nGNgGAWjYBTAAAADEAABPywr7AAAAABJRU5ErkJggg==',
)

function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Buffer.from(base64, 'base64'))
}
