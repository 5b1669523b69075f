package org.purlin.transforms.csc;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;

class ChildRedactionTest {

  @Test
  void onlyTheShapeOfARecordIsLeft() {
    ObjectNode body =
        Child.json(
            "{la_child_id:'SYN001',purge:false,child_details:{first_name:'Zoë 😀',"
                + "date_of_birth:'2010-03-09',sex:'F',uasc_flag:true,postcode:null,"
                + "disabilities:['NONE','']},score:17,odd:[1.5,[],{}],not_a_day:'2026-02-30'}");
    String before = body.toString();
    assertThat(
        Child.text(ChildRedaction.of(body)),
        is(
            "{'la_child_id':'‹text 6›','purge':false,'child_details':{'first_name':'‹text 5›',"
                + "'date_of_birth':'‹date›','sex':'‹text 1›','uasc_flag':true,'postcode':null,"
                + "'disabilities':['‹text 4›','‹text 0›']},'score':'‹number 2›',"
                + "'odd':['‹number 3›',[],{}],'not_a_day':'‹text 10›'}"));
    assertThat(body.toString(), is(before));
  }
}
