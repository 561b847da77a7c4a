/**
 * What others publish about AQL, name by name: the stand-in is held to it, and its README says what is missing
 * (`tests/sandbox/readme.test.ts`). Fields of events: the list of a console (7.6.0 FP1) by the lab of wiemBe/ais0c,
 * of which IBM's page is a part. Fields of flows: those that the clients of Splunk SOAR and of stix-shifter select, and the
 * two address fields of IBM's page. Functions: the index of IBM's guide. Addresses: docs/qradar-facts.md#fields,
 * docs/qradar-facts.md#retrieval-functions, docs/qradar-facts.md#calculation-functions.
 */
export const publishedFields = {
  events: words(`
    adekey adevalue category collectorid credibility creeventlist destinationaddress destinationgeographiclocation
    destinationip destinationmac destinationport destinationv6 devicegrouplist devicetime devicetype domainid duration
    endtime eventcount eventdirection geographiclocation hasidentity hasoffense hastlv highlevelcategory
    identityhostname identityip iscreevent isduplicate islogonly istruncated isunparsed logsourceid logsourceidentifier
    magnitude partialmatchlist partialormatchlist payload pcappacket postnatdestinationip postnatdestinationport
    postnatsourceip postnatsourceport prenatdestinationip prenatdestinationport prenatsourceip prenatsourceport
    processorid protocolconfigid protocolid qid qideventcategory qideventid relevance severity sourceaddress
    sourcegeographiclocation sourceip sourcemac sourceport sourcev6 starttime storedforperformance tlvs username`),
  flows: words(`
    applicationid category credibility destinationaddress destinationasn destinationbytes destinationdscp
    destinationflags destinationifindex destinationip destinationpackets destinationpayload destinationport
    destinationprecedence destinationv6 domainid endtime firstpackettime flowbias flowdirection flowid flowinterface
    flowinterfaceid flowsource flowtype fullmatchlist geographic hasdestinationpayload hasoffense hassourcepayload
    hastlv icmpcode icmptype intervalid isduplicate lastpackettime partialmatchlist partialormatchlist processorid
    protocolid qid relevance retentionbucket severity sourceaddress sourceasn sourcebytes sourcedscp sourceflags
    sourceifindex sourceip sourcepackets sourcepayload sourceport sourceprecedence sourcev6 starttime tlvs
    viewobjectpair`),
} as const;

/** Functions of the guide's three tables, and X-Force's, which the page on advanced searches names. */
export const publishedFunctions = words(`
  BASE64 CONCAT DATEFORMAT DOUBLE LONG NOW PARSEDATETIME PARSETIMESTAMP REPLACEALL REPLACEFIRST STR STRLEN STRPOS
  SUBSTRING UPPER LOWER UTF8
  AVG COUNT DISTINCTCOUNT FIRST LAST MIN MAX STDEV STDEVP SUM UNIQUECOUNT
  APPLICATIONNAME ARIELSERVERS4EPID ARIELSERVERS4EPNAME ASSETHOSTNAME ASSETPROPERTY ASSETUSER CATEGORYNAME COMPONENTID
  DOMAINNAME GEO::LOOKUP GEO::LOOKUP_BY_DOMAIN GEO::LOOKUP_TEXT GEO::LOOKUP_TEXT_BY_DOMAIN GEO::DISTANCE
  GEO::DISTANCE_BY_DOMAIN HOSTNAME INCIDR INOFFENSE LOGSOURCENAME LOGSOURCEGROUPNAME LOGSOURCETYPENAME
  MATCHESASSETSEARCH NETWORKNAME FULLNETWORKNAME OFFENSE_TIME PROCESSORNAME PROTOCOLNAME QIDNAME QIDDESCRIPTION
  REFERENCEMAP REFERENCEMAPSETCONTAINS REFERENCETABLE REFERENCESETCONTAINS RULENAME
  XFORCE_IP_CONFIDENCE XFORCE_IP_CATEGORY XFORCE_URL_CATEGORY`);

function words(text: string): readonly string[] {
  return text.trim().split(/\s+/);
}
