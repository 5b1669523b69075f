/**
 * The common part of the stand-ins for outside systems: a small HTTP server on loopback that can be
 * told to misbehave and remembers what it was asked.
 *
 * <p>{@link org.purlin.sandbox.FakeServer} speaks HTTP/1.1 on plain sockets, because resets and
 * half bodies are out of reach of the JDK's own server. What is answered comes from an {@link
 * org.purlin.sandbox.Api}, one per outside system; what goes wrong comes from {@link
 * org.purlin.sandbox.Faults}.
 *
 * <p>Every stand-in also answers, without credentials:
 *
 * <ul>
 *   <li>{@code GET /_sandbox/requests}: what was asked so far, and the most requests in flight;
 *   <li>{@code POST /_sandbox/faults}: queues one fault, or an array of them, see {@link
 *       org.purlin.sandbox.FaultJson};
 *   <li>{@code DELETE /_sandbox/faults}: forgets the queued faults.
 * </ul>
 *
 * <p>Everything here is written from the vendors' contracts and uses none of the product's code, so
 * that it cannot share the product's misunderstandings. It binds to 127.0.0.1 only and is no place
 * for real credentials.
 */
package org.purlin.sandbox;
