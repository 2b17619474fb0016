/** The demo's status page: services that pulse, fail and recover, incidents and maintenances. */
package org.heliograph.demo.services;
