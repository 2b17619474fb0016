/** What the nodes of one database have in common: the installation's id, the epoch of its log, the key that signs its tokens. */
package org.heliograph.installation;
