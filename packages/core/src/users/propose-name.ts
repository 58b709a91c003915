const moods = [
  'Mellow',
  'Quiet',
  'Bright',
  'Gentle',
  'Merry',
  'Dreamy',
  'Nimble',
  'Velvet',
  'Amber',
  'Silver',
  'Wandering',
  'Midnight',
  'Patient',
  'Lively',
  'Golden',
  'Misty',
  'Humming',
  'Curious',
  'Sunny',
  'Distant',
] as const

const birds = [
  'Heron',
  'Wren',
  'Finch',
  'Lark',
  'Thrush',
  'Swift',
  'Plover',
  'Robin',
  'Magpie',
  'Sparrow',
  'Curlew',
  'Dipper',
  'Linnet',
  'Martin',
  'Oriole',
  'Puffin',
  'Siskin',
  'Starling',
  'Swallow',
  'Warbler',
] as const

/** A friendly name such as "Mellow Heron", the same for the same seed. */
export function proposeName(seed: string): string {
  let hash = 7
  for (const character of seed) hash = (Math.imul(hash, 33) + character.charCodeAt(0)) >>> 0
  const mood = moods[hash % moods.length] ?? moods[0]
  const bird = birds[Math.floor(hash / moods.length) % birds.length] ?? birds[0]
  return `${mood} ${bird}`
}

/** A user name for an account that asks for none, such as `Heron-V1StGXR8_`: as unique as the id that it is made of. */
export function proposeUsername(shortId: string): string {
  return `${proposeName(shortId).split(' ').at(-1) ?? ''}-${shortId}`
}
