import type { RecordingLimits } from '@tutti/core'
import type { Config } from './config/load-config.ts'

const megabyte = 1024 * 1024

export function recordingLimitsOf(config: Config): RecordingLimits {
  return {
    longestMs: config.recordingsLongestMinutes * 60_000,
    mostBytes: config.recordingsMostMb * megabyte,
    mostPerUser: config.recordingsPerUser,
    mostBytesInAll: config.recordingsTotalMb * megabyte,
  }
}
