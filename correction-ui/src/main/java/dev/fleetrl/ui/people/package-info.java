/**
 * Who may do what, and for how long: roles, rights, sessions, and how often a password may be tried. Time and what is drawn by
 * lot are arguments.
 *
 * <pre>
 *   UiCommand.needs() ─┐
 *   ApiRule.of(path) ──┴─▶ Right ─▶ Person.refusal(right) ◀── Sessions ◀── SignInLimit, PendingLogins
 * </pre>
 */
@FunctionalCore
@NullMarked
package dev.fleetrl.ui.people;

import dev.fleetrl.contracts.FunctionalCore;
import org.jspecify.annotations.NullMarked;
