package org.uketsuke.server.storage;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jdbi.v3.core.ConnectionException;

/** Whose tables a database holds before anything is done to it. */
enum TablesFound {
    /** None: a new database. */
    NONE,
    /** Those of this program. */
    OURS,
    /** Those of another. */
    OTHERS;

    static TablesFound in(DataSource source, String historyTable) {
        try (Connection connection = source.getConnection();
                ResultSet tables = connection
                        .getMetaData()
                        .getTables(null, connection.getSchema(), "%", new String[] {"TABLE", "PARTITIONED TABLE"})) {
            TablesFound found = NONE;
            while (tables.next()) {
                if (tables.getString("TABLE_NAME").equals(historyTable)) {
                    return OURS;
                }
                found = OTHERS;
            }
            return found;
        } catch (SQLException e) {
            throw new ConnectionException(e);
        }
    }
}
