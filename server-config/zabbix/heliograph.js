// The script of the media type "Heliograph" (Zabbix 6.0 or later): one call for each problem, update and recovery.
// Zabbix runs it with the media type's parameters as JSON in `value`.
var parameters = JSON.parse(value);

// A macro without a value stays as it is written, or becomes *UNKNOWN*.
function known(text) {
    return typeof text === 'string' && text !== '' && text !== '*UNKNOWN*' && text.indexOf('{') !== 0;
}

if (parameters.event_source !== '0') {
    throw 'Only problems of triggers are alerts; take this media type out of the other actions.';
}
if (!known(parameters.url) || !known(parameters.secret)) {
    throw 'The parameters url and secret must be set.';
}

var alert = {
    event_id: parameters.event_id,
    event_value: parameters.event_value,
    severity: parameters.severity,
    host: parameters.host,
    message: parameters.message
};
if (known(parameters.site)) {
    alert.site = parameters.site;
}
if (known(parameters.source)) {
    alert.source = parameters.source;
}
if (known(parameters.link)) {
    alert.link = parameters.link;
}

var request = new HttpRequest();
request.addHeader('Content-Type: application/json');
request.addHeader('Authorization: Bearer ' + parameters.secret);
var answer = request.post(parameters.url, JSON.stringify(alert));
if (request.getStatus() !== 200) {
    throw 'Heliograph answered ' + request.getStatus() + ': ' + answer;
}
return 'OK';
