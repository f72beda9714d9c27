package dev.lastgood.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lastgood.simulator.access.Permission;
import dev.lastgood.simulator.access.PermissionReport;
import dev.lastgood.simulator.access.Refusal;
import java.util.List;

/** What scripts read of permissions: the fields are a contract, as in {@link JsonDocuments}. */
final class PermissionDocuments {
  private PermissionDocuments() {}

  static ObjectNode of(PermissionReport report) {
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    ArrayNode functions = document.putArray("functions");
    for (PermissionReport.Role role : report.roles()) {
      ObjectNode function = functions.addObject().put("name", role.name());
      ArrayNode statements = function.putArray("statements");
      for (PermissionReport.Statement statement : role.statements()) {
        ObjectNode one = statements.addObject().put("id", statement.id());
        ArrayNode actions = one.putArray("actions");
        for (PermissionReport.Action action : statement.actions()) {
          ArrayNode usedBy = actions.addObject().put("name", action.name()).putArray("usedBy");
          action
              .usedBy()
              .forEach(
                  use ->
                      usedBy.addObject().put("scenario", use.scenario()).put("call", use.call()));
        }
      }
    }
    refused(document, report.refused());
    unused(document, report.unused());
    return document;
  }

  static void refused(ObjectNode document, List<Refusal> refusals) {
    ArrayNode list = document.putArray("refused");
    for (Refusal refusal : refusals) {
      list.addObject()
          .put("by", refusal.by())
          .put("call", refusal.call())
          .put("says", refusal.says());
    }
  }

  static void unused(ObjectNode document, List<Permission> permissions) {
    ArrayNode list = document.putArray("unused");
    for (Permission permission : permissions) {
      list.addObject()
          .put("function", permission.owner())
          .put("statement", permission.statement())
          .put("action", permission.action());
    }
  }
}
