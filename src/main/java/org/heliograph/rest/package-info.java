/** The common part of all REST resources: response envelopes, errors, validated bodies; independent of the domain. */
package org.heliograph.rest;
