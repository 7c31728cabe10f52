package org.uketsuke.server.account;

import java.util.List;
import java.util.Optional;

/**
 * The page of all accounts.
 *
 * @param accounts all
 * @param link a link that was made just now; shown once
 */
public record AccountsPage(List<Account> accounts, Optional<String> link) {}
