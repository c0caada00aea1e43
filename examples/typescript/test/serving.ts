import { spawn } from 'node:child_process'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createInterface } from 'node:readline'
import { after } from 'node:test'

/** The base URL of a `wegweiser serve` that ends with the tests of this file. */
export async function wegweiser(...options: string[]): Promise<string> {
  const server = spawn('wegweiser', ['serve', '--quiet', '--port', '0', ...options], {
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  after(() => server.kill())
  for await (const line of createInterface(server.stdout)) return line
  throw new Error('wegweiser serve did not start')
}

/** The base URL of a server that answers just so: for what no publisher does on request. */
export async function answering(listener: RequestListener): Promise<string> {
  const server = createServer(listener).listen(0, '127.0.0.1')
  after(() => server.close().closeAllConnections())
  await new Promise(resolve => server.once('listening', resolve))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}
