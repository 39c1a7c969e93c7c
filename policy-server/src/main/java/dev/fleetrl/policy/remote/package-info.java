/**
 * Policies that another server answers for, through openpi's protocol: registered, versioned, queued and measured like our own.
 */
@CheckReturnValue
@NullMarked
package dev.fleetrl.policy.remote;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
