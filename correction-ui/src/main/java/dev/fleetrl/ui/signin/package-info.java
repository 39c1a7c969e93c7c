/** Where people come from: a name, a file of local users, or an OpenID provider. What they may then do is {@code people}'s. */
@NullMarked
package dev.fleetrl.ui.signin;

import org.jspecify.annotations.NullMarked;
