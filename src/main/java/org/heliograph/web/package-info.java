/** What is not a socket: the addresses of the pages, the agent's script, and what browsers must mind with either. */
package org.heliograph.web;
